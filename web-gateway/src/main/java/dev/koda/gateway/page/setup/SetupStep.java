package dev.koda.gateway.page.setup;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.qute.TemplateData;

/** One step of the set-up as the list beside the form shows it. */
@TemplateData
public record SetupStep(int number, String title, String note, String state) {
    private static final String[][] STEPS = {
        {"Setup code", "printed by koda up"},
        {"Owner", "the first account"},
        {"Recovery codes", "the way back in"},
        {"Provider", "the model your agents think with"},
        {"First agent", "from a sample, or your own"},
        {"First task", "watch it run"}
    };

    /** All six, those before {@code now} done. */
    static List<SetupStep> at(int now) {
        List<SetupStep> steps = new ArrayList<>();
        for (int i = 0; i < STEPS.length; i++) {
            int number = i + 1;
            steps.add(new SetupStep(
                    number, STEPS[i][0], STEPS[i][1], number < now ? "done" : number == now ? "now" : "next"));
        }
        return steps;
    }
}

package dev.koda.gateway.page.agent;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentTool;

/** A tool as the agent's form offers it: what it does, what happens to a call that is cut off, and its policy now. */
@TemplateData
public record ToolOffer(String name, String does, String ifCutOff, boolean chosen, String approval) {
    private static final String[][] BUILT_IN = {
        {"file.list", "names of files in its workspace", "repeat"},
        {"file.read", "reads files of its workspace", "repeat"},
        {"file.search", "finds text in files", "repeat"},
        {"file.write", "writes files into its workspace", "repeat"},
        {"file.edit", "changes parts of files", "repeat"},
        {"artifact.save", "keeps a file for people", "repeat"},
        {"artifact.read", "reads a kept file", "repeat"},
        {"http.fetch", "asks addresses of the web", "GET: repeat, else ask a person"},
        {"shell.run", "runs commands in its sandbox", "ask a person"},
        {"task.delegate", "gives a part to another agent", "repeat"},
        {"wait", "waits some seconds", "repeat"},
        {"time.now", "the time of a zone", "repeat"}
    };

    /** All that can be offered, and what the agent has beside it. */
    static List<ToolOffer> of(Agent agent) {
        List<ToolOffer> offers = new ArrayList<>();
        for (String[] tool : BUILT_IN) {
            offers.add(offered(tool, agent == null ? null : agent.tool(tool[0])));
        }
        if (agent != null && agent.tools() != null) {
            agent.tools().stream()
                    .filter(tool ->
                            offers.stream().noneMatch(known -> known.name().equals(tool.name())))
                    .forEach(tool -> offers.add(offered(new String[] {tool.name(), "", "ask a person"}, tool)));
        }
        return offers;
    }

    private static ToolOffer offered(String[] tool, AgentTool had) {
        String usual = tool[0].equals("shell.run") ? "ask" : "auto";
        String approval = had == null || had.approval() == null ? usual : had.approval();
        return new ToolOffer(tool[0], tool[1], tool[2], had != null, approval);
    }

    public boolean isApproval(String other) {
        return other.equals(approval);
    }
}

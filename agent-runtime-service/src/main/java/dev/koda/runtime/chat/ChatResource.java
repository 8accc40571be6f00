package dev.koda.runtime.chat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.origin.Origins;
import dev.koda.runtime.task.Provenance;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskIntake;

/**
 * The OpenAI-compatible door to agents: {@code model} is {@code agent:<id>}. A completion is a task like any other, and
 * goes on when the client goes away. The body is read leniently, since clients send more than we know.
 */
@Path("/v1/chat/completions")
@RolesAllowed(Roles.OPERATOR)
@RequiresScope("models:use")
class ChatResource {
    private final TaskIntake intake;
    private final ChatAnswers answers;
    private final Origins origins;

    ChatResource(TaskIntake intake, ChatAnswers answers, Origins origins) {
        this.intake = intake;
        this.answers = answers;
        this.origins = origins;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<JsonNode> complete(@NotNull JsonNode body, HttpServerResponse response) {
        Uni<Task> task = Uni.createFrom()
                .deferred(() -> intake.accept(ChatPrompt.task(body), Provenance.by("openai"), origins.current()))
                .map(TaskIntake.Accepted::task);
        String model = body.path("model").asText();
        Uni<JsonNode> answer = body.path("stream").asBoolean()
                ? task.chain(accepted -> answers.stream(accepted, model, response))
                : task.chain(accepted -> answers.whole(accepted, model));
        return answer.onFailure(Problem.class).transform(ChatProblem::readable);
    }
}

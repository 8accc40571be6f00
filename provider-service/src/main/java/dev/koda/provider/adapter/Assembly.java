package dev.koda.provider.adapter;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

/**
 * An answer being put together from the pieces of any wire format. Text goes on at once; tool calls are held until the
 * answer is complete, so that a stream that breaks has made none of them.
 */
public final class Assembly {

    /** More parallel calls than any vendor makes; a stream beyond it is malformed. */
    private static final int MOST_CALLS = 256;

    /** Characters of arguments of one call, so that a runaway stream cannot fill the heap. */
    private static final int LONGEST_ARGUMENTS = 4 * 1024 * 1024;

    private final AnswerSink sink;
    private final ToolNames names;
    private final List<Draft> drafts = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private String requestId;
    private FinishReason reason;
    private boolean over;

    public Assembly(AnswerSink sink, ToolNames names) {
        this.sink = sink;
        this.names = names;
    }

    public void text(String text) {
        if (!over && !text.isEmpty()) {
            sink.text(text);
        }
    }

    public void reasoning(String text) {
        if (!over && !text.isEmpty()) {
            sink.reasoning(text);
        }
    }

    /** A fragment of the call at an index; id and name may be empty in all fragments but the first. */
    public void callPart(int index, String id, String name, String arguments) {
        if (index < 0 || index >= MOST_CALLS) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's tool call index is out of range.");
        }
        while (drafts.size() <= index) {
            drafts.add(new Draft());
        }
        drafts.get(index).add(id, name, arguments);
        sink.progress(arguments.length());
    }

    /** The index for a fragment of a vendor that leaves the index out: a new id starts a new call. */
    public int indexOf(String id) {
        boolean goesOn = !drafts.isEmpty() && (id.isEmpty() || id.equals(drafts.getLast().id));
        return goesOn ? drafts.size() - 1 : drafts.size();
    }

    /** A call that arrived in one piece. */
    public void wholeCall(String id, String name, JsonNode arguments) {
        callPart(drafts.size(), id, name, arguments.isObject() ? arguments.toString() : "{}");
    }

    /** The vendor signed the call that arrived last. */
    public void signed(String signature) {
        drafts.getLast().signature = signature;
    }

    public void usage(Usage latest) {
        usage = latest;
        sink.usageSoFar(latest);
    }

    public Usage usage() {
        return usage;
    }

    public void requestId(String id) {
        if (requestId == null && id != null && !id.isEmpty()) {
            requestId = id;
        }
    }

    public void reason(FinishReason why) {
        reason = why;
    }

    /** Whether a tool was called so far. */
    public boolean callsTools() {
        return !drafts.isEmpty();
    }

    /** The vendor said that the answer is complete. Further calls do nothing. */
    public void complete() {
        if (over) {
            return;
        }
        over = true;
        FinishReason why = reason == null ? FinishReason.STOP : reason;
        try {
            List<ToolCall> calls = calls(why);
            calls.forEach(sink::toolCall);
            boolean calling = !calls.isEmpty() && why == FinishReason.STOP;
            sink.done(new Finish(calling ? FinishReason.TOOL_CALLS : why, usage, requestId));
        } catch (JsonProcessingException incomplete) {
            sink.failed(VendorFailure.of(
                    Failure.TRUNCATED_STREAM,
                    "The arguments of a tool call are not complete JSON; it counts as not made."));
        }
    }

    /** The connection ended: complete when a finish reason was seen, else truncated. */
    public void end() {
        if (reason != null) {
            complete();
        } else {
            fail(VendorFailure.of(
                    Failure.TRUNCATED_STREAM, "The vendor's stream ended before the answer was complete."));
        }
    }

    public void fail(VendorFailure failure) {
        if (!over) {
            over = true;
            sink.failed(failure);
        }
    }

    private List<ToolCall> calls(FinishReason why) throws JsonProcessingException {
        if (why == FinishReason.LENGTH || why == FinishReason.CONTENT_FILTERED) {
            return List.of(); // the last call may have lost its end; none is made
        }
        List<ToolCall> calls = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            calls.add(draft.toCall(names));
        }
        return calls;
    }

    private static final class Draft {
        private String id = "";
        private String name = "";
        private String signature;
        private final StringBuilder arguments = new StringBuilder();

        void add(String idPart, String namePart, String argumentsPart) {
            id = id.isEmpty() ? idPart : id;
            name = name.isEmpty() ? namePart : name;
            if (arguments.length() + argumentsPart.length() > LONGEST_ARGUMENTS) {
                throw VendorFailure.of(Failure.UNKNOWN, "The vendor's tool arguments exceed 4 MiB.");
            }
            arguments.append(argumentsPart);
        }

        ToolCall toCall(ToolNames names) throws JsonProcessingException {
            String text = arguments.toString();
            JsonNode parsed = text.isBlank() ? JsonNodeFactory.instance.objectNode() : VendorJson.strict(text);
            if (!(parsed instanceof ObjectNode object) || name.isEmpty()) {
                throw new IncompleteCall();
            }
            return new ToolCall(id, names.homeward(name), object, signature);
        }
    }

    private static final class IncompleteCall extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        IncompleteCall() {
            super("the call has no name or its arguments are no object");
        }
    }
}

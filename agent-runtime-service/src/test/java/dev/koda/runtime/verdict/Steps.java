package dev.koda.runtime.verdict;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Single iterations for the corpus; JSON is written with single quotes, and a workspace that is not named is {@code w0}. */
final class Steps {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Steps() {}

    static LoopCorpus.Step step(String tool, String arguments, String result) {
        return step(tool, arguments, result, "w0");
    }

    static LoopCorpus.Step step(String tool, String arguments, String result, String workspace) {
        return new LoopCorpus.Step(List.of(new CallOutcome(tool, json(arguments), json(result), false)), workspace);
    }

    static LoopCorpus.Step both(
            String one, String oneArguments, String oneResult, String two, String twoArguments, String twoResult) {
        return new LoopCorpus.Step(
                List.of(
                        new CallOutcome(one, json(oneArguments), json(oneResult), false),
                        new CallOutcome(two, json(twoArguments), json(twoResult), false)),
                "w0");
    }

    static LoopCorpus.Step failed(String tool, String arguments, String code, String message) {
        return failed(tool, arguments, code, message, "w0");
    }

    static LoopCorpus.Step failed(String tool, String arguments, String code, String message, String workspace) {
        return new LoopCorpus.Step(
                List.of(new CallOutcome(
                        tool, json(arguments), json("{'code':'" + code + "','message':'" + message + "'}"), true)),
                workspace);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}

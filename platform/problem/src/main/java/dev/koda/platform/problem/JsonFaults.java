package dev.koda.platform.problem;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says in our own words what Jackson could not read, naming the field; its own messages hold class names and pieces
 * of the input.
 */
final class JsonFaults {

    private JsonFaults() {}

    static Problem problem(JacksonException fault) {
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return fieldProblem(mapping, path(mapping.getPath()));
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return Problem.badRequest("json_invalid", "The body must be " + expected(mismatch.getTargetType()) + ".");
        }
        return Problem.badRequest("json_invalid", "The body is not valid JSON" + place(fault.getLocation()) + ".");
    }

    private static Problem fieldProblem(JsonMappingException fault, String field) {
        if (fault instanceof UnrecognizedPropertyException) {
            return Problem.badRequest("unknown_field", "The field `" + field + "` is not known here.")
                    .violation(field, "unknown_field", "is not known here");
        }
        String wanted = fault instanceof MismatchedInputException mismatch
                ? "must be " + expected(mismatch.getTargetType()) + choices(mismatch)
                : "cannot be read";
        return Problem.badRequest("invalid_value", "The field `" + field + "` " + wanted + ".")
                .violation(field, "invalid_value", wanted);
    }

    /** {@code tools[0].name} */
    static String path(List<Reference> references) {
        return references.stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expected(Class<?> type) {
        return type == null ? "of another type" : ValueKinds.inWords(type);
    }

    private static String choices(MismatchedInputException mismatch) {
        return mismatch instanceof InvalidFormatException
                        && mismatch.getTargetType().isEnum()
                ? ValueKinds.choices(mismatch.getTargetType())
                : "";
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}

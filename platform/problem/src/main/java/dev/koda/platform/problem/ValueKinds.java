package dev.koda.platform.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Java types in the words of whoever writes JSON or a query string. */
final class ValueKinds {

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> DECIMAL =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);
    private static final Set<Class<?>> FLAG = Set.of(boolean.class, Boolean.class);

    private ValueKinds() {}

    static String inWords(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (DECIMAL.contains(type)) {
            return "a number";
        }
        if (FLAG.contains(type)) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        return structured(type);
    }

    private static String structured(Class<?> type) {
        if (type == UUID.class) {
            return "an id (UUID)";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time (RFC 3339)";
        }
        if (type == URI.class) {
            return "an address (URI)";
        }
        if (type == Duration.class) {
            return "a duration";
        }
        if (type.isEnum()) {
            return "one of the known words";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** The words of an enum as JSON writes them in this house, in lower case. */
    static String choices(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", ": ", ""));
    }
}

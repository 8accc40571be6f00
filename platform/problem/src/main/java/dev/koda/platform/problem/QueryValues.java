package dev.koda.platform.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tries a query value before the endpoint does, by the rules of JAX-RS: numbers, then a static {@code fromString} or
 * {@code valueOf}. Types that are read in other ways are taken for readable; the endpoint decides.
 */
final class QueryValues {

    private static final Map<Class<?>, Consumer<String>> NUMBERS = Map.of(
            int.class, Integer::parseInt,
            Integer.class, Integer::parseInt,
            long.class, Long::parseLong,
            Long.class, Long::parseLong,
            double.class, Double::parseDouble,
            Double.class, Double::parseDouble);

    private QueryValues() {}

    static boolean isReadable(String value, Class<?> type) {
        try {
            if (type == boolean.class || type == Boolean.class) {
                return List.of("true", "false").contains(value);
            }
            if (NUMBERS.containsKey(type)) {
                NUMBERS.get(type).accept(value);
                return true;
            }
            return factory(type).map(method -> isTaken(method, value)).orElse(true);
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }

    private static Optional<Method> factory(Class<?> type) {
        if (type == String.class || type.isPrimitive()) {
            return Optional.empty();
        }
        return Stream.of("fromString", "valueOf")
                .flatMap(name -> Stream.of(type.getMethods()).filter(method -> isFactory(method, name, type)))
                .findFirst();
    }

    private static boolean isFactory(Method method, String name, Class<?> type) {
        return method.getName().equals(name)
                && method.getReturnType() == type
                && List.of(method.getParameterTypes()).equals(List.of(String.class));
    }

    private static boolean isTaken(Method factory, String value) {
        try {
            return factory.invoke(null, value) != null;
        } catch (InvocationTargetException unreadable) {
            return false;
        } catch (IllegalAccessException hidden) {
            return true;
        }
    }
}

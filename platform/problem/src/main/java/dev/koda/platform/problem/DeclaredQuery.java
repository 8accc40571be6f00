package dev.koda.platform.problem;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters an endpoint declares, with their types: its own, and those of its {@code @BeanParam} types. */
record DeclaredQuery(Map<String, Class<?>> parameters, boolean open) {

    static DeclaredQuery of(Method endpoint) {
        Map<String, Class<?>> parameters = new LinkedHashMap<>();
        for (Parameter parameter : endpoint.getParameters()) {
            collect(parameter, parameter.getName(), parameter.getType(), parameters);
        }
        return new DeclaredQuery(parameters, isOpen(endpoint));
    }

    boolean knows(String name) {
        return open || parameters.containsKey(name);
    }

    private static boolean isOpen(Method endpoint) {
        return endpoint.isAnnotationPresent(AnyQuery.class)
                || endpoint.getDeclaringClass().isAnnotationPresent(AnyQuery.class);
    }

    private static void collect(AnnotatedElement place, String name, Class<?> type, Map<String, Class<?>> into) {
        queryName(place, name).ifPresent(declared -> into.put(declared, type));
        if (place.isAnnotationPresent(BeanParam.class)) {
            collectBean(type, into);
        }
    }

    private static void collectBean(Class<?> bean, Map<String, Class<?>> into) {
        if (bean.isRecord()) {
            for (RecordComponent component : bean.getRecordComponents()) {
                collect(component.getAccessor(), component.getName(), component.getType(), into);
            }
        }
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                collect(field, field.getName(), field.getType(), into);
            }
        }
    }

    private static Optional<String> queryName(AnnotatedElement place, String name) {
        QueryParam standard = place.getAnnotation(QueryParam.class);
        if (standard != null) {
            return Optional.of(standard.value());
        }
        RestQuery own = place.getAnnotation(RestQuery.class);
        return Optional.ofNullable(own).map(RestQuery::value).map(value -> value.isEmpty() ? name : value);
    }
}

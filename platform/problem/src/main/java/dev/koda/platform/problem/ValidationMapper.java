package dev.koda.platform.problem;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path.Node;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Bean Validation in our words: one violation per constraint, the field as JSON names it, the constraint as code. */
class ValidationMapper {

    private static final Logger LOG = Logger.getLogger(ValidationMapper.class);
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    /** Where a violation stands in the path of a method call rather than of the body. */
    private static final Set<ElementKind> OF_THE_METHOD =
            Set.of(ElementKind.METHOD, ElementKind.CONSTRUCTOR, ElementKind.CROSS_PARAMETER);

    private final ProblemWriter problems;

    ValidationMapper(ProblemWriter problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> violations(ConstraintViolationException invalid, UriInfo uri) {
        String path = uri.getRequestUri().getRawPath();
        if (invalid.getConstraintViolations().stream().anyMatch(ValidationMapper::isOfAnAnswer)) {
            LOG.errorf(invalid, "an answer breaks its own rules path=%s", path);
            return problems.response(Problems.unexpected(), path);
        }
        Problem problem = Problem.badRequest("invalid_input", "Some fields are not as they must be; see violations.");
        invalid.getConstraintViolations().stream()
                .sorted(Comparator.comparing(violation -> field(violation) + code(violation)))
                .forEach(violation -> problem.violation(field(violation), code(violation), violation.getMessage()));
        return problems.response(problem, path);
    }

    private static boolean isOfAnAnswer(ConstraintViolation<?> violation) {
        return nodes(violation).anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /** The method's name is left out, and the parameter's too when it is the body rather than a value of its own. */
    private static String field(ConstraintViolation<?> violation) {
        String path = nodes(violation)
                .filter(node -> !OF_THE_METHOD.contains(node.getKind()))
                .map(ValidationMapper::named)
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        boolean intoTheBody = nodes(violation).anyMatch(node -> node.getKind() == ElementKind.PROPERTY);
        boolean fromAParameter = nodes(violation).anyMatch(node -> node.getKind() == ElementKind.PARAMETER);
        return intoTheBody && fromAParameter ? path.substring(path.indexOf('.') + 1) : path;
    }

    /** A node of a list carries the index of the place before it, so that {@code tools[1].name} comes out. */
    private static String named(Node node) {
        String index = node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
        return index + (node.getName() == null ? "" : "." + SNAKE_CASE.translate(node.getName()));
    }

    /** {@code NotBlank} becomes {@code not_blank}. */
    private static String code(ConstraintViolation<?> violation) {
        Class<?> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        return SNAKE_CASE.translate(constraint.getSimpleName());
    }

    private static Stream<Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false);
    }
}

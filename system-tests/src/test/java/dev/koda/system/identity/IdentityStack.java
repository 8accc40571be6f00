package dev.koda.system.identity;

import java.io.IOException;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link House} for all tests of identity: set up by the first that wants it, taken down after the last. */
public final class IdentityStack implements BeforeAllCallback, ParameterResolver {
    private static final Namespace HERE = Namespace.create(IdentityStack.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        house(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public House resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return house(context);
    }

    private static House house(ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(House.class, type -> started(), House.class);
    }

    private static House started() {
        try {
            return new House();
        } catch (IOException failure) {
            throw new AssertionError("the stack did not start", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the stack started", stopped);
        }
    }
}

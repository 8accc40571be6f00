package dev.koda.provider.connection;

import java.lang.reflect.Proxy;
import java.time.Clock;

import org.junit.jupiter.api.Test;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.settings.ProviderConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HiddenRehearsalTest {

    private final ProviderResource resource =
            new ProviderResource(new Catalogue(), null, null, production(), Clock.systemUTC(), null);

    @Test
    void whatTheListHidesIsNotThereByItsNameEither() {
        assertThatThrownBy(() -> resource.get("rehearsal"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("provider_unknown"));
        assertThatThrownBy(() -> resource.connection("rehearsal"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    private static ProviderConfig production() {
        return (ProviderConfig) Proxy.newProxyInstance(
                ProviderConfig.class.getClassLoader(),
                new Class<?>[] {ProviderConfig.class},
                (proxy, method, arguments) -> false);
    }
}

package dev.koda.cli.doctor;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.MovableClock;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;
import dev.koda.platform.embedded.process.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DashboardChecksTest {

    @TempDir
    Path folder;

    private QuietHome home;

    @BeforeEach
    void newHome() {
        home = new QuietHome(folder);
    }

    @Test
    void judgesThePublicAddressAndTheCookie() {
        home.caller().put("KODA_ENV", "production");
        home.caller().put("WEB_PUBLIC_BASE_URL", "http://127.0.0.1:" + FreePort.next());
        assertThat(new DashboardChecks(home.environment(), new MovableClock()).run())
                .extracting(Check::id, Check::status)
                .contains(tuple("dashboard.proxy", Status.FAIL), tuple("dashboard.cookie", Status.FAIL));
    }
}

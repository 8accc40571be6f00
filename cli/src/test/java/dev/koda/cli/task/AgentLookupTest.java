package dev.koda.cli.task;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.StubbedHome;
import dev.koda.cli.controlplane.ControlPlane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AgentLookupTest {

    @TempDir
    Path folder;

    private StubbedHome home;

    @BeforeEach
    void start() throws Exception {
        home = new StubbedHome(folder);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void namesAnAgentThatIsNotThere() {
        home.gateway().on("GET /api/control-plane/agents", 200, "{\"items\":[],\"next_cursor\":null}");
        AgentLookup lookup = new AgentLookup(ControlPlane.breakGlass(home.environment()));
        assertThatThrownBy(() -> lookup.id("nobody")).hasMessageContaining("no agent called nobody");
        assertThat(lookup.id("01890000-0000-7000-8000-000000000000")).startsWith("0189");
    }
}

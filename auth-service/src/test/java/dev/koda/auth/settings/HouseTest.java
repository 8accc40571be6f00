package dev.koda.auth.settings;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HouseTest {

    @Test
    void whatIsFitForALaptopNeverHoldsInProduction() {
        House house = Houses.of("production", "development", null);

        assertThat(house.developmentSignIn()).isFalse();
        assertThat(house.loopbackBootstrap()).isFalse();
        assertThat(house.secureCookies()).isTrue();
    }

    @Test
    void developmentModeHoldsOnALaptop() {
        House house = Houses.of("development", "development", null);

        assertThat(house.developmentSignIn()).isTrue();
        assertThat(house.loopbackBootstrap()).isTrue();
        assertThat(house.secureCookies()).isFalse();
    }

    @Test
    void linksLeadToThePublicOriginElseToTheGateway() {
        assertThat(Houses.of("production", "token", "https://koda.example.org/").baseUrl())
                .isEqualTo("https://koda.example.org");
        assertThat(Houses.of("production", "token", null).baseUrl()).isEqualTo("http://127.0.0.1:3000");
    }
}

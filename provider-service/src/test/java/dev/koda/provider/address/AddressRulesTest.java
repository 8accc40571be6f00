package dev.koda.provider.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.provider.settings.ProviderConfig;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "::ffff:169.254.169.254"
            })
    void linkLocalMetadataAndUnspecifiedAddressesAreNeverAllowed(String address) {
        assertThatThrownBy(() -> rules(true).check(InetAddress.getByName(address)))
                .isInstanceOf(AddressForbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "::1", "fc00::1", "fd12::1", "100.64.0.1"})
    void privateAddressesAreAllowedOnlyWhereTheInstallationSaysSo(String address) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        assertThatCode(() -> rules(true).check(parsed)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules(false).check(parsed))
                .isInstanceOf(AddressForbidden.class)
                .hasMessageContaining("KODA_PROVIDER_ALLOW_PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2606:4700::1111", "172.32.0.1", "100.128.0.1"})
    void publicAddressesAreAllowed(String address) {
        assertThatCode(() -> rules(false).check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }

    private static AddressRules rules(boolean allowPrivate) {
        return new AddressRules(new ProviderConfig() {
            @Override
            public boolean rehearsal() {
                return true;
            }

            @Override
            public boolean allowPrivate() {
                return allowPrivate;
            }

            @Override
            public int verifyCooldownSeconds() {
                return 60;
            }

            @Override
            public Duration verifyInterval() {
                return Duration.ofMinutes(15);
            }

            @Override
            public boolean allowUnpriced() {
                return false;
            }

            @Override
            public int usageRetentionDays() {
                return 400;
            }

            @Override
            public int verificationRetentionDays() {
                return 90;
            }

            @Override
            public Duration refreshInterval() {
                return Duration.ofSeconds(1);
            }
        });
    }
}

package dev.koda.auth.settings;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.boot.PeerAddresses;

/** What kind of installation this is, in the questions that auth-service asks. */
@ApplicationScoped
public class House {

    private final EnvironmentConfig environment;
    private final PeerAddresses peers;

    House(EnvironmentConfig environment, PeerAddresses peers) {
        this.environment = environment;
        this.peers = peers;
    }

    /** Whether the rules of production hold. */
    public boolean production() {
        return environment.production();
    }

    /** Whether loopback acts as the owner without signing in; never in production, whatever was set. */
    public boolean developmentSignIn() {
        return environment.developmentSignIn() && !production();
    }

    /** Whether the owner may be registered from loopback without a code; never in production. */
    public boolean loopbackBootstrap() {
        return environment.loopbackBootstrap() && !production();
    }

    /** Whether session cookies carry {@code Secure}. */
    public boolean secureCookies() {
        return production() && !environment.insecureCookies();
    }

    /** Whether the public origin is declared to be HTTPS. */
    public boolean servedOverHttps() {
        return environment
                .publicBaseUrl()
                .filter(url -> "https".equals(url.getScheme()))
                .isPresent();
    }

    /** Where links in mails and answers lead, without a trailing slash. */
    public String baseUrl() {
        URI base = environment.publicBaseUrl().orElseGet(peers::gatewayUrl);
        return base.toString().replaceAll("/+$", "");
    }
}

package dev.koda.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.koda.cli.home.Environment;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;

/** Compares the clock with the {@code Date} of the addresses that are set; else asks the host whether it is in step. */
record ClockCheck(Environment environment, Clock clock) {

    private static final Duration WARN = Duration.ofSeconds(2);
    private static final Duration FAIL = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final String HINT = "timedatectl shows the clock; timedatectl set-ntp true sets it right";

    Check run() {
        CheckDraft check = Check.of("host.clock");
        Optional<String> urls = environment.value("KODA_CLOCK_CHECK_URLS");
        return urls.isPresent() ? compared(check, urls.get()) : ofHost(check);
    }

    private Check compared(CheckDraft check, String urls) {
        Optional<Duration> skew = Arrays.stream(urls.split(",", -1))
                .map(String::strip)
                .flatMap(url -> dateOf(url).stream())
                .findFirst()
                .map(theirs -> Duration.between(theirs, clock.instant()));
        if (skew.isEmpty()) {
            return check.warn(
                    "none of KODA_CLOCK_CHECK_URLS told its time", "check that they answer: curl -sI <address>");
        }
        // a Date header has whole seconds, so up to one second is rounding
        Duration off = skew.get().abs().minusSeconds(1);
        check.evidence("skew_ms", skew.get().toMillis());
        String words = "the clock is " + skew.get().abs().toSeconds() + " s off";
        if (off.compareTo(FAIL) > 0) {
            return check.fail(words, HINT);
        }
        return off.compareTo(WARN) > 0 ? check.warn(words, HINT) : check.pass("the clock agrees");
    }

    private static Optional<Instant> dateOf(String url) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(ANSWER)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (IOException | IllegalArgumentException | DateTimeException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Check ofHost(CheckDraft check) {
        return ntpState()
                .map(state -> "yes".equals(state)
                        ? check.pass("the host keeps its clock in step")
                        : check.warn("the host does not keep its clock in step with others", HINT))
                .orElseGet(() -> check.skip("nothing to compare with; KODA_CLOCK_CHECK_URLS may name addresses"));
    }

    private static Optional<String> ntpState() {
        try {
            Process process = new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String answer =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Optional.of(answer.strip()).filter(text -> !text.isEmpty());
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

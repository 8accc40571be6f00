package dev.koda.audit.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.AUDIT;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.as;
import static dev.koda.audit.AuditFixtures.list;
import static dev.koda.audit.AuditFixtures.record;
import static dev.koda.audit.AuditFixtures.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class RecordListTest {
    KafkaProbe topic;

    @BeforeEach
    void open() {
        topic = KafkaProbe.on(TOPIC);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrDouble() {
        String actor = unique("pages");
        record(topic, "test.page.turned", actor, 7);
        Set<String> ids = new HashSet<>();
        String cursor = "";
        List<Integer> sizes = new ArrayList<>();
        do {
            var page = list("actor=" + actor + "&limit=3&cursor=" + cursor).extract();
            ids.addAll(page.path("items.id"));
            sizes.add(page.<List<?>>path("items").size());
            cursor = page.path("next_cursor");
        } while (cursor != null && sizes.size() < 10);
        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(ids).hasSize(7);
        list("actor=" + actor + "&limit=200").body("next_cursor", nullValue());
    }

    @Test
    void aTypeWithAStarMatchesAllBelowIt() {
        String actor = unique("star");
        record(topic, "security.star.seen", actor, 1);
        record(topic, "task.star.seen", unique("other"), 1);
        list("type=security.*&actor=" + actor).body("items", hasSize(1));
        list("type=security.*").body("items.type", everyItem(startsWith("security.")));
        list("type=security.star.seen&actor=" + actor).body("items", hasSize(1));
        list("type=securit_.*&actor=" + actor).body("items", hasSize(0));
    }

    @Test
    void filtersNarrowTheList() {
        String actor = unique("filter");
        Instant before = Instant.now().minusSeconds(2);
        record(topic, "test.filter.seen", actor, 2);
        list("target=target-of-" + actor).body("items", hasSize(2));
        list("target=operator:target-of-" + actor).body("items", hasSize(2));
        list("actor=" + actor + "&outcome=success").body("items", hasSize(0));
        list("actor=" + actor + "&outcome=failure").body("items", hasSize(2));
        list("actor=" + actor + "&from=" + before).body("items", hasSize(2));
        list("actor=" + actor + "&to=" + before).body("items", hasSize(0));
        list("q=" + actor.toUpperCase(Locale.ROOT)).body("items", hasSize(2));
        list("q=" + actor + "%25").body("items", hasSize(0));
    }

    @Test
    void typesAreListedOnce() {
        record(topic, "test.type.alpha", unique("types"), 2);
        record(topic, "test.type.beta", unique("types"), 1);
        as("operator")
                .when()
                .get(AUDIT + "/types")
                .then()
                .statusCode(200)
                .body("items", hasItems("test.type.alpha", "test.type.beta"))
                .body("items.findAll { it == 'test.type.alpha' }", hasSize(1));
    }

    @Test
    void oneRecordIsFoundByItsId() {
        String actor = unique("one");
        record(topic, "test.one.seen", actor, 1);
        String id = list("actor=" + actor).extract().path("items[0].id");
        as("operator").when().get(AUDIT + "/" + id).then().statusCode(200).body("actor.id", equalTo(actor));
        as("operator")
                .when()
                .get(AUDIT + "/01900000-0000-7000-8000-00000000dead")
                .then()
                .statusCode(404)
                .body("code", equalTo("audit_record_not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome=maybe", "from=yesterday", "limit=0", "limit=201", "cursor=nonsense", "colour=red"})
    void aBadParameterIsRefused(String query) {
        as("operator").when().get(AUDIT + "?" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/types", "/export", "/stream", "/verify", "/unreadable"})
    void strangersAndTheUnentitledSeeNothing(String path) {
        given().when().get(AUDIT + path).then().statusCode(401);
        as("viewer").when().get(AUDIT + path).then().statusCode(403);
        given().auth()
                .oauth2(TestTokens.token("tasks:read"))
                .when()
                .get(AUDIT + path)
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenWithTheScopeReads() {
        given().auth()
                .oauth2(TestTokens.token("audit:read"))
                .when()
                .get(AUDIT)
                .then()
                .statusCode(200);
    }
}

package dev.koda.runtime.journal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.lease.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The journal's promises: shared commits, each append whole, and a fence that a former holder does not pass. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class JournalTest {
    @Inject
    RunJournal journal;

    @Inject
    Bridge bridge;

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    @Inject
    Worker worker;

    @Inject
    Clock clock;

    @Test
    void rowsOfManyTasksAreAllThereInTheirOrder() throws Exception {
        List<TaskJournal> pens = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pens.add(journal.open(leased(ids.next())));
        }
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            for (TaskJournal pen : pens) {
                pen.add(step("a" + round));
                pen.add(step("b" + round));
                commits.add(pen.commitLater());
            }
        }
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).get();

        for (TaskJournal pen : pens) {
            List<JournalEntry> rows = journal.history(pen.lease().taskId());
            assertThat(rows).extracting(JournalEntry::seq).hasSize(100).isSorted();
            assertThat(rows.get(99).body().path("name").asText()).isEqualTo("b49");
        }
    }

    @Test
    void aHolderWhoseLeaseWasTakenWritesNothingMore() throws Exception {
        Lease old = leased(ids.next());
        TaskJournal late = journal.open(old);
        late.add(step("first"));
        late.commit();
        Lease fresh = takenOver(old);
        TaskJournal present = journal.open(fresh);

        late.add(step("too late"));
        assertThatThrownBy(late::commit).isInstanceOf(LeaseLost.class);
        present.add(step("second"));
        present.commit();

        assertThat(journal.history(old.taskId()))
                .extracting(entry -> entry.body().path("name").asText())
                .containsExactly("first", "second");
    }

    @Test
    void aBadAppendFailsAloneAndItsNeighboursStay() throws Exception {
        TaskJournal good = journal.open(leased(ids.next()));
        TaskJournal ended = journal.open(new Lease(ids.next(), ids.next(), 1));
        TaskJournal clash = journal.open(leased(ids.next()));
        TaskJournal same = journal.open(clash.lease());
        clash.add(step("one"));
        clash.commit();

        ended.add(step("nobody's"));
        same.add(step("the same place again"));
        good.add(step("fine"));
        CompletableFuture<Void> refused = ended.commitLater();
        CompletableFuture<Void> clashing = same.commitLater();
        CompletableFuture<Void> written = good.commitLater();

        written.get();
        assertThatThrownBy(refused::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(LeaseLost.class);
        clashing.get();
        assertThat(journal.history(good.lease().taskId())).hasSize(1);
    }

    @Test
    void rowsBehindOnesThatWereRefusedAreRefusedToo() throws Exception {
        Lease lease = leased(ids.next());
        TaskJournal pen = journal.open(lease);
        takenOver(lease);
        pen.add(step("refused"));
        assertThatThrownBy(pen::commit).isInstanceOf(LeaseLost.class);

        // even though the fence would let these in: they would stand behind a gap
        epoch(lease.taskId(), 1);
        pen.add(step("behind"));
        assertThatThrownBy(pen::commitBehind).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(pen::commit).isInstanceOf(LeaseLost.class);

        assertThat(journal.history(lease.taskId())).isEmpty();
    }

    private Lease leased(UUID task) {
        // under the name of the living worker, since a sweeper would take tasks of an owner nobody has heard of
        UUID owner = worker.id();
        bridge.await(() -> pool.preparedQuery("""
                        INSERT INTO task (id, agent_id, agent_version, operator_id, operator_name, channel, input, limits, state,
                                          ready_at, created_at, lease_owner, lease_epoch, lease_expires_at)
                        VALUES ($1, $1, 1, 'test', 'test', 'test', '', '{}', 'running', $3, $3, $2, 1, $3::timestamptz + interval '1 hour')""").execute(Tuple.of(task, owner, OffsetDateTime.now(ZoneOffset.UTC))));
        return new Lease(task, owner, 1);
    }

    private Lease takenOver(Lease old) {
        epoch(old.taskId(), 2);
        return new Lease(old.taskId(), old.owner(), 2);
    }

    private void epoch(UUID task, long epoch) {
        bridge.await(() -> pool.preparedQuery("UPDATE task SET lease_epoch = $2 WHERE id = $1")
                .execute(Tuple.of(task, epoch)));
    }

    private static Draft step(String name) {
        return Draft.step(StepKind.NOTE, JsonNodeFactory.instance.objectNode().put("name", name));
    }
}

package dev.koda.gateway.health;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the consumer groups are behind. Blocks, within bounds. */
final class ConsumerLags {
    private static final long ANSWER_MILLIS = 1_900;
    private static final String OUR_TOPICS = "koda.";

    private final Admin admin;

    ConsumerLags(Admin admin) {
        this.admin = admin;
    }

    Map<String, Long> byGroup() {
        Map<String, Long> lags = new TreeMap<>();
        for (GroupListing group :
                got(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
            Map<TopicPartition, OffsetAndMetadata> read = readBy(group.groupId());
            if (!read.isEmpty()) {
                lags.put(group.groupId(), behind(read));
            }
        }
        return lags;
    }

    private Map<TopicPartition, OffsetAndMetadata> readBy(String group) {
        return got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getKey().topic().startsWith(OUR_TOPICS) && entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long behind(Map<TopicPartition, OffsetAndMetadata> read) {
        Map<TopicPartition, ListOffsetsResultInfo> ends = got(admin.listOffsets(read.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
        return read.entrySet().stream()
                .mapToLong(entry -> Math.max(
                        0, ends.get(entry.getKey()).offset() - entry.getValue().offset()))
                .sum();
    }

    private static <T> T got(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new IllegalStateException("Kafka does not answer", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

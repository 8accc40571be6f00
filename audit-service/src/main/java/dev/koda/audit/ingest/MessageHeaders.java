package dev.koda.audit.ingest;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The CloudEvents attributes of a message in binary mode. */
final class MessageHeaders {
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String TIME = "ce_time";
    static final String SOURCE = "ce_source";

    private static final int LONGEST = 512;

    private MessageHeaders() {}

    /** Value of the header, cut to what a column may hold; null where it is not there. */
    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String text = new String(header.value(), UTF_8).replace('\u0000', '\ufffd');
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}

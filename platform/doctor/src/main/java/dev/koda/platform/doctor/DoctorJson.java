package dev.koda.platform.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Writes and reads a {@link DoctorReport}. Members a newer doctor added are ignored when reading.
 * Safe for use by several threads.
 */
public final class DoctorJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DoctorJson() {}

    /** The report as indented JSON. */
    public static String write(DoctorReport report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a doctor report holds evidence that is not JSON", failure);
        }
    }

    /** Reads a report; fails with {@link IllegalArgumentException} when the text is none. */
    public static DoctorReport read(String json) {
        try {
            return MAPPER.readValue(json, DoctorReport.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not a doctor report: " + failure.getOriginalMessage(), failure);
        }
    }
}

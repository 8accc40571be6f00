package dev.koda.provider.prompt;

import jakarta.validation.constraints.NotNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A piece of a message's content. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.Image.class, name = "image")
})
public sealed interface Part {

    /** Plain text. */
    record Text(@NotNull String text) implements Part {}

    /** An image, either as base64 {@code data} with its media type, or by {@code url} where the vendor fetches it. */
    record Image(String mediaType, String data, String url) implements Part {

        /** The image as a URL every OpenAI-compatible vendor takes. */
        public String asUrl() {
            return url != null ? url : "data:" + mediaType + ";base64," + data;
        }
    }
}

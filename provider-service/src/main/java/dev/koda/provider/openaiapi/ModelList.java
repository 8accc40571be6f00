package dev.koda.provider.openaiapi;

import java.util.List;

/** The list of models as OpenAI clients read it. */
record ModelList(String object, List<Entry> data) {

    /** One model: its id is {@code provider/model}. */
    record Entry(String id, String object, long created, String ownedBy) {}

    static ModelList of(List<Entry> entries) {
        return new ModelList("list", entries);
    }
}

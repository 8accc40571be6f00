package dev.koda.platform.outbox;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Note {
    @Id
    UUID id;

    String text;

    static Note of(UUID id, String text) {
        Note note = new Note();
        note.id = id;
        note.text = text;
        return note;
    }
}

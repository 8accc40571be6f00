package dev.koda.audit.trail;

import java.util.HexFormat;

/** The chain's part of a record, in lower-case hexadecimal; how to check it stands in ADR 0050. */
record SealView(String salt, String commitment, String prevHash, String hash) {
    static SealView of(AuditRecord.Seal seal) {
        return new SealView(hex(seal.salt()), hex(seal.commitment()), hex(seal.prevHash()), hex(seal.hash()));
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}

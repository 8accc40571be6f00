package dev.koda.auth.mail;

/** A plain-text mail to one person. Its text may hold a secret link and is never logged. */
record Letter(String to, String subject, String text) {

    @Override
    public String toString() {
        return "Letter[subject=" + subject + "]";
    }
}

package dev.koda.system.identity;

import java.util.List;

/** An operator of the house, signed in. */
record Member(Visitor visitor, String id, String email, String password, List<String> recoveryCodes) {}

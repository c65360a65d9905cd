package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;

/** An account on a database server. */
public record Account(String user, StoredSecret password) {}

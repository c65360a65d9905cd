package io.dumpwarden.access;

/** The tables of who may use the admin server, and the audit trail of what they do. */
public record AccessStore(
    Users users, Sessions sessions, ApiTokens tokens, LoginFailures failures, AuditLog audit) {}

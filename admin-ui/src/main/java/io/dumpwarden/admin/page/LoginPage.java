package io.dumpwarden.admin.page;

import org.jspecify.annotations.Nullable;

/**
 * The page to sign in at.
 *
 * @param next where to go on to
 * @param problem why it did not work; null at first
 */
public record LoginPage(String next, String name, @Nullable String problem) {}

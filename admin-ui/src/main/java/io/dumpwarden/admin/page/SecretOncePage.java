package io.dumpwarden.admin.page;

import java.util.List;

/**
 * Shows a secret that nobody can show again.
 *
 * @param title what it is: {@code Password of ada}
 * @param next what to do with it, a sentence each
 */
public record SecretOncePage(String title, String secret, List<String> next) {}

package io.dumpwarden.admin.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one changes one's own password.
 *
 * @param must whether nothing else may be done before
 * @param problem why it did not work; null at first
 */
public record PasswordPage(boolean must, @Nullable String problem, Map<String, String> errors) {}

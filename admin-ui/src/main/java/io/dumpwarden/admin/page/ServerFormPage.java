package io.dumpwarden.admin.page;

import io.dumpwarden.view.Findings;
import org.jspecify.annotations.Nullable;

/**
 * The form of a server.
 *
 * @param findings of a test of what it says; null where none was made
 */
public record ServerFormPage(FormModel form, @Nullable Findings findings) {}

package io.dumpwarden.admin.page;

import java.util.List;

/**
 * Asks before something is done.
 *
 * @param question the heading
 * @param happens what will happen, a sentence each
 * @param action where the confirmation is posted to
 * @param button what the button says
 */
public record ConfirmPage(
    String question, List<String> happens, String action, String button, String back) {}

package io.dumpwarden.admin.page;

import java.util.List;
import java.util.Map;

/**
 * Asks before something is done.
 *
 * @param question the heading
 * @param happens what will happen, a sentence each
 * @param action where the confirmation is posted to
 * @param fields what is posted with it
 * @param button what the button says
 */
public record ConfirmPage(
    String question,
    List<String> happens,
    String action,
    Map<String, String> fields,
    String button,
    String back) {

  static final String TEMPLATE = "page/confirm.jte";

  ConfirmPage(String question, List<String> happens, String action, String button, String back) {
    this(question, happens, action, Map.of(), button, back);
  }
}

package io.dumpwarden.notify.send;

import io.dumpwarden.notify.Notice;

/** How grave a notice looks. Words say it too. */
enum Colour {
  RED("#c0392b", "Attention"),
  AMBER("#d68910", "Warning"),
  GREEN("#1e8449", "Good"),
  GREY("#7f8c8d", "Default");

  private final String hex;
  private final String card;

  Colour(String hex, String card) {
    this.hex = hex;
    this.card = card;
  }

  static Colour of(Notice notice) {
    return switch (notice.kind()) {
      case RECOVERED, PING_SUCCESS -> GREEN;
      case TEST, PING_START -> GREY;
      case PROBLEM, REPEATED, DIGEST, PING_FAIL ->
          switch (notice.severity()) {
            case CRITICAL -> RED;
            case WARNING -> AMBER;
            case INFO -> GREY;
          };
    };
  }

  String hex() {
    return hex;
  }

  /** The word that adaptive cards have for it. */
  String card() {
    return card;
  }
}

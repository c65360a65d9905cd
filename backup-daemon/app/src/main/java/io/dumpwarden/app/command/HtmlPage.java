package io.dumpwarden.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page that needs nothing but itself. Every text is escaped; nothing else gets between the
 * tags. For one thread; what cannot be written is an {@link UncheckedIOException}.
 */
final class HtmlPage {

  /** A text that is shown as a label of its kind. */
  record Label(String text, String kind) {}

  /** A number to be seen first. */
  record Figure(String title, String value, String kind) {}

  private static final String STYLE =
      """
      :root { color-scheme: light; }
      * { box-sizing: border-box; }
      body { font: 14px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
        color: #1c2430; background: #fff; margin: 0 auto; padding: 32px; max-width: 1400px; }
      h1 { font-size: 26px; margin: 0; }
      h2 { font-size: 18px; margin: 40px 0 2px; padding-top: 12px; border-top: 1px solid #d9dee6; }
      p { margin: 2px 0 12px; color: #5a6675; }
      .figures { display: flex; gap: 16px; flex-wrap: wrap; margin: 24px 0 0; }
      .figure { border: 1px solid #d9dee6; border-radius: 8px; padding: 12px 20px; min-width: 150px; }
      .figure b { display: block; font-size: 24px; font-weight: 600; }
      .figure.bad b { color: #b3261e; }
      .figure span { color: #5a6675; }
      table { border-collapse: collapse; width: 100%; }
      th { text-align: left; font-weight: 600; color: #5a6675; background: #f4f6f9; }
      th, td { padding: 6px 10px; border-bottom: 1px solid #e6eaf0; vertical-align: top; }
      td { overflow-wrap: break-word; }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      th.n { white-space: normal; }
      .t { white-space: nowrap; }
      .w { width: 34%; }
      .label { border-radius: 9px; padding: 1px 9px; font-size: 12px; white-space: nowrap;
        background: #e8ecf2; color: #3a4656; }
      .good { background: #dff3e4; color: #14602c; }
      .warn { background: #fdf0d2; color: #7a5200; }
      .bad.label { background: #fbe0de; color: #8c1d18; }
      .none { color: #5a6675; font-style: italic; }
      footer { margin-top: 40px; color: #5a6675; font-size: 12px; }
      @page { size: A4 landscape; margin: 12mm; }
      @media print { body { padding: 0; font-size: 10px; max-width: none; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        h2 { break-after: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
      """;

  private final Writer out;
  private String[] columns = {};
  private String nothing = "";
  private boolean empty;

  HtmlPage(Writer out) {
    this.out = out;
  }

  void begin(String title) {
    raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    raw(" style-src 'unsafe-inline'\">\n<title>");
    text(title);
    raw("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
  }

  void heading(String title, String below) {
    element("h1", title);
    element("p", below);
  }

  void figures(Figure... figures) {
    raw("<div class=\"figures\">\n");
    for (Figure figure : figures) {
      raw("<div class=\"figure " + figure.kind() + "\">");
      element("b", figure.value());
      element("span", figure.title());
      raw("</div>\n");
    }
    raw("</div>\n");
  }

  void section(String title, String below) {
    element("h2", title);
    element("p", below);
  }

  /**
   * Begins a table.
   *
   * @param ifEmpty what is said where no row follows
   * @param heads a column whose head begins with # holds numbers
   */
  void table(String ifEmpty, String... heads) {
    columns = heads;
    nothing = ifEmpty;
    empty = true;
  }

  void row(@Nullable Object... cells) {
    if (empty) {
      head();
    }
    raw("<tr>");
    for (int i = 0; i < cells.length; i++) {
      raw("<td" + kind(columns[i]) + ">");
      cell(cells[i]);
      raw("</td>");
    }
    raw("</tr>\n");
  }

  void endTable() {
    if (empty) {
      raw("<p class=\"none\">");
      text(nothing);
      raw("</p>\n");
    } else {
      raw("</tbody>\n</table>\n");
    }
  }

  void end(String footer) {
    element("footer", footer);
    raw("</body>\n</html>\n");
  }

  /** A status in the color that it has. */
  Label status(String status) {
    String kind =
        switch (status) {
          case "succeeded", "stored", "verified" -> "good";
          case "partial", "skipped", "cancelled", "interrupted", "expired" -> "warn";
          case "failed", "missing", "corrupt", "unreadable", "none" -> "bad";
          default -> "";
        };
    return new Label(status, kind);
  }

  /** A number, in color where it is not 0. */
  Object marked(long number, String kind) {
    return number == 0 ? "0" : new Label("" + number, kind);
  }

  private void head() {
    empty = false;
    raw("<table>\n<thead><tr>");
    for (String column : columns) {
      raw("<th" + kind(column) + ">");
      text(column.startsWith("#") ? column.substring(1) : column);
      raw("</th>");
    }
    raw("</tr></thead>\n<tbody>\n");
  }

  private static String kind(String column) {
    if (column.startsWith("#")) {
      return " class=\"n\"";
    }
    return switch (column) {
      case "When", "Newest good" -> " class=\"t\"";
      case "Why", "Findings" -> " class=\"w\"";
      default -> "";
    };
  }

  private void cell(@Nullable Object value) {
    if (value instanceof Label label) {
      raw("<span class=\"label " + label.kind() + "\">");
      text(label.text());
      raw("</span>");
    } else {
      text(value == null ? "–" : value.toString());
    }
  }

  private void element(String name, String content) {
    raw("<" + name + ">");
    text(content);
    raw("</" + name + ">\n");
  }

  private void text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
      }
    }
    raw(escaped.toString());
  }

  private void raw(String html) {
    try {
      out.write(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

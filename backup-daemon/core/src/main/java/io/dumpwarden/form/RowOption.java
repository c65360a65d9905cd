package io.dumpwarden.form;

import java.util.Locale;

/**
 * One column of a configuration row, as command line and JSON name it.
 *
 * @param column the column's name; {@code settings.x} for setting x of a storage or channel
 * @param option the option's name, or the label of the positional parameter that names the row
 * @param label what the option takes; for a switch, the option that turns it off
 */
public record RowOption(Form form, String column, String option, String label, String description) {

  /** What a column holds, and so how it is given. */
  public enum Form {
    /** Names the row; always needed, never changed. */
    KEY,
    TEXT,
    /** A text that is given once, when the row is added. */
    FIXED,
    INTEGER,
    /** A file or folder; a relative one counts from the folder that the command runs in. */
    PATH,
    /** On and off: two options. */
    SWITCH,
    /** {@code key=value}, repeatable. */
    LABELS,
    /**
     * Lines of text, repeatable; or all of them out of a file, by the option with s-file behind.
     */
    LINES,
    /** Never an argument: three options that say where it is read. */
    SECRET
  }

  public static final String SETTINGS = "settings.";

  public static RowOption key(String column, String description) {
    return new RowOption(Form.KEY, column, "NAME", "NAME", description);
  }

  public static RowOption text(String column, String option, String label, String description) {
    return new RowOption(Form.TEXT, column, option, label, description);
  }

  public static RowOption integer(String column, String option, String description) {
    return new RowOption(Form.INTEGER, column, option, "N", description);
  }

  public static RowOption path(String column, String option, String description) {
    return new RowOption(Form.PATH, column, option, "PATH", description);
  }

  public static RowOption setting(String name, String label, String description) {
    return text(RowOption.SETTINGS + name, "--" + name.replace('_', '-'), label, description);
  }

  public static RowOption secret(String column, String option, String description) {
    return new RowOption(Form.SECRET, column, option, "", description);
  }

  public static RowOption toggle(String column, String on, String off, String description) {
    return new RowOption(Form.SWITCH, column, on, off, description);
  }

  public static RowOption enabled(String description) {
    return toggle("enabled", "--enabled", "--disabled", description);
  }

  /** For {@link Form#LINES}: the option that names a file with all of them. */
  public String fileOption() {
    return option + "s-file";
  }

  public boolean isSetting() {
    return column.startsWith(SETTINGS);
  }

  /** The setting's own name, for a column of a storage's settings. */
  public String setting() {
    return column.substring(SETTINGS.length());
  }

  /** How errors name it. */
  public String shownName() {
    return form == Form.SECRET ? "%1$s-stdin, %1$s-file or %1$s-env".formatted(option) : option;
  }

  /** {@code tlsMode} for {@code --tls-mode}. */
  public String jsonName() {
    if (form == Form.LABELS) {
      return column;
    }
    String plural = form == Form.LINES ? "s" : "";
    StringBuilder name = new StringBuilder();
    for (String word : option.toLowerCase(Locale.ROOT).replaceFirst("^--", "").split("-")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name + plural;
  }
}

package io.dumpwarden.form;

import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.form.RowOption.Form;
import io.dumpwarden.storage.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a REST call or a posted form wants a row to say: values by {@link RowOption#jsonName}. What
 * is not named stays as it is. A secret that is shown as {@code [set]} comes back as that, and
 * stays too.
 */
public final class RowBody {

  /** Stands for a secret wherever {@link RowJson} shows a row. */
  static final String SET = "[set]";

  /** The field of a posted form that lists which secrets are to be unset. */
  public static final String UNSET = "unset";

  private static final String VERSION = "version";
  private static final String SETTINGS = "settings";

  /** What is shown of rows beside their options; it may come back, and says nothing. */
  private static final Set<String> SHOWN_ONLY =
      Set.of("id", "createdAt", "updatedAt", "problem", "nextFireAt");

  private final RowForm form;
  private final RowDraft draft;
  private final Map<String, RowOption> options;
  private OptionalLong version = OptionalLong.empty();

  private RowBody(RowForm form) {
    this.form = form;
    this.draft = new RowDraft(form);
    this.options = new LinkedHashMap<>();
    form.options().forEach(option -> options.put(option.jsonName(), option));
  }

  /**
   * Reads a JSON object as {@link RowJson} writes it: texts, numbers, booleans, a map for labels, a
   * list for lines, an object for the settings that depend on the type, which may also stand beside
   * the other fields; null unsets. Wrong and unknown fields are told by {@link #asNew} and {@link
   * #on}.
   */
  public static RowBody ofJson(RowForm form, Map<String, ?> values) {
    RowBody body = new RowBody(form);
    values.forEach(body::readJson);
    return body;
  }

  /**
   * Reads the parameters of a posted HTML form. Of several values the last one counts, as of a
   * checkbox with a hidden field before it. An empty secret leaves what is there, and {@link
   * #UNSET} names secrets to be unset; labels are {@code key=value} in lines or with commas.
   * Parameters that are none of the row's are left to others.
   */
  public static RowBody ofForm(RowForm form, Map<String, List<String>> parameters) {
    RowBody body = new RowBody(form);
    parameters.forEach(
        (name, values) -> {
          if (!values.isEmpty()) {
            body.readParameter(name, values);
          }
        });
    return body;
  }

  /** The version that whoever edits has seen, if they say so. */
  public OptionalLong version() {
    return version;
  }

  /** Whether it asks for no change. */
  public boolean isEmpty() {
    return draft.isEmpty();
  }

  /**
   * The row as it would be added.
   *
   * @throws io.dumpwarden.config.InvalidConfigException where something could not be read, with
   *     everything that is wrong
   */
  public RowChanges asNew() {
    return draft.asNew();
  }

  /**
   * What is to change in a row.
   *
   * @throws io.dumpwarden.config.InvalidConfigException where something could not be read, with
   *     everything that is wrong
   */
  public RowChanges on(ConfigRow row) {
    options.values().stream()
        .filter(option -> option.form() == Form.FIXED)
        .forEach(option -> draft.requireSame(option, row));
    return draft.on(row);
  }

  private void readJson(String name, @Nullable Object value) {
    RowOption option = options.get(name);
    if (option != null) {
      readValue(option, value);
    } else if (name.equals(VERSION)) {
      readVersion(value);
    } else if (name.equals(SETTINGS) && form.hasSettings() && value instanceof Map<?, ?> settings) {
      settings.forEach((setting, text) -> readSetting(String.valueOf(setting), text));
    } else if (name.equals(SETTINGS) && form.hasSettings()) {
      draft.refuse(SETTINGS, "must be an object");
    } else if (!SHOWN_ONLY.contains(name)) {
      refuseUnknown(name, options.keySet());
    }
  }

  private void readSetting(String name, @Nullable Object value) {
    RowOption option = options.get(name);
    if (option != null && option.isSetting()) {
      readValue(option, value);
    } else {
      Set<String> known =
          options.values().stream()
              .filter(RowOption::isSetting)
              .map(RowOption::jsonName)
              .collect(Collectors.toSet());
      refuseUnknown(name, known);
    }
  }

  private void readParameter(String name, List<String> values) {
    String last = values.get(values.size() - 1);
    RowOption option = options.get(name);
    if (name.equals(UNSET)) {
      values.stream()
          .map(options::get)
          .filter(named -> named != null && named.form() == Form.SECRET)
          .forEach(named -> draft.set(named, Secret.of("")));
    } else if (name.equals(VERSION)) {
      readVersion(last);
    } else if (option != null && option.form() == Form.SECRET) {
      if (!last.isEmpty()) {
        readSecret(option, last);
      }
    } else if (option != null && option.form() == Form.LABELS) {
      draft.set(
          option,
          last.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining(",")));
    } else if (option != null) {
      readText(option, last);
    }
  }

  private void readVersion(@Nullable Object value) {
    String text = value == null ? "" : String.valueOf(value);
    if (text.matches("\\d{1,18}")) {
      version = OptionalLong.of(Long.parseLong(text));
    } else if (!text.isEmpty()) {
      draft.refuse(VERSION, "must be a whole number, as the row shows it");
    }
  }

  private void readValue(RowOption option, @Nullable Object value) {
    switch (option.form()) {
      case LABELS -> readLabels(option, value);
      case LINES -> readLines(option, value);
      case SECRET -> {
        if (value == null) {
          draft.set(option, Secret.of(""));
        } else if (value instanceof String text) {
          readSecret(option, text);
        } else {
          draft.refuse(option.column(), "must be a text");
        }
      }
      case KEY, TEXT, FIXED, INTEGER, PATH, SWITCH -> {
        if (value == null || value instanceof String) {
          readText(option, (String) value);
        } else if (value instanceof Number || value instanceof Boolean) {
          draft.set(option, String.valueOf(value));
        } else {
          draft.refuse(option.column(), "must be a single value, not a list or an object");
        }
      }
    }
  }

  private void readText(RowOption option, @Nullable String text) {
    if (text != null && !isWhole(text)) {
      draft.refuse(option.column(), "holds half a character");
    } else {
      draft.set(option, text);
    }
  }

  private void readSecret(RowOption option, String text) {
    if (!isWhole(text)) {
      draft.refuse(option.column(), "holds half a character");
    } else if (!text.isEmpty() && !text.equals(SET) && !text.equals(ConfigEditor.MASK)) {
      draft.set(option, Secret.of(text));
    }
  }

  private void readLabels(RowOption option, @Nullable Object value) {
    if (value == null || value instanceof String) {
      readText(option, (String) value);
    } else if (value instanceof Map<?, ?> labels) {
      List<String> pairs = new ArrayList<>();
      labels.forEach((key, text) -> pairs.add(label(option, String.valueOf(key), text)));
      readText(option, String.join(",", pairs));
    } else {
      draft.refuse(option.column(), "must be an object, as in {\"env\": \"prod\"}");
    }
  }

  private String label(RowOption option, String key, @Nullable Object value) {
    String text = value == null ? "" : String.valueOf(value);
    boolean nested = value instanceof Map || value instanceof List;
    if (nested || Stream.of(key, text).anyMatch(part -> part.contains(",") || part.contains("="))) {
      draft.refuse(option.column(), "keys and values must be texts without ',' and '='");
      return "";
    }
    return key + "=" + text;
  }

  private void readLines(RowOption option, @Nullable Object value) {
    if (value == null || value instanceof String) {
      readText(option, (String) value);
    } else if (value instanceof List<?> lines
        && lines.stream().allMatch(line -> line instanceof String s && s.lines().count() <= 1)) {
      readText(option, lines.stream().map(String::valueOf).collect(Collectors.joining("\n")));
    } else {
      draft.refuse(option.column(), "must be a list of texts, a line each");
    }
  }

  private void refuseUnknown(String name, Set<String> known) {
    String hint =
        Nearest.to(name, known)
            .map(", did you mean '%s'"::formatted)
            .orElse(", only " + String.join(", ", new TreeSet<>(known)));
    draft.refuse(name, "a %s has no field '%s'%s".formatted(form.noun(), name.strip(), hint));
  }

  /** Half of a character of four bytes is no text: the store would keep a question mark. */
  private static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}

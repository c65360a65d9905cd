package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowBody;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row's fields between the store, the inputs of its form, and what a browser sends back. */
public final class FormFields {

  /** Said at a secret: saved as the form comes back, the old one would stay without a word. */
  static final String TYPE_AGAIN = "type it again: it is never sent back";

  private final RowForm form;

  public FormFields(RowForm form) {
    this.form = form;
  }

  /** What the inputs say for a row; secrets left out. */
  public Map<String, String> texts(ConfigRow row) {
    Map<String, String> settings = RowSettings.of(row);
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text =
          option.isSetting() ? settings.get(option.setting()) : row.fields().get(option.column());
      if (option.form() != RowOption.Form.SECRET) {
        texts.put(option.jsonName(), text == null ? "" : shown(option, text));
      }
    }
    return texts;
  }

  /** What the inputs of a new row say. */
  public Map<String, String> standards() {
    Map<String, String> standards = form.kind().standards();
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      if (option.form() != RowOption.Form.SECRET) {
        texts.put(option.jsonName(), standards.getOrDefault(option.column(), ""));
      }
    }
    return texts;
  }

  /** The names of the secrets that the row has. */
  public Set<String> secrets(ConfigRow row) {
    Set<String> set = new LinkedHashSet<>();
    for (RowOption option : form.options()) {
      String text = row.fields().get(option.column());
      if (option.form() == RowOption.Form.SECRET && text != null && !text.isBlank()) {
        set.add(option.jsonName());
      }
    }
    return set;
  }

  /** What was sent, as it was typed, for the form to be shown again; secrets left out. */
  public Map<String, String> typed(Function<String, @Nullable String> sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text = sent.apply(option.jsonName());
      if (option.form() != RowOption.Form.SECRET && text != null) {
        texts.put(option.jsonName(), text);
      }
    }
    return texts;
  }

  /** What to say at the secrets that were sent: the form comes back without them. */
  public Map<String, String> typeAgain(Function<String, @Nullable String> sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text = sent.apply(option.jsonName());
      if (option.form() == RowOption.Form.SECRET && text != null && !text.isBlank()) {
        texts.put(option.jsonName(), TYPE_AGAIN);
      }
    }
    return texts;
  }

  /**
   * What the person wants changed: the fields that were sent, whatever they say, and the secrets
   * that were typed.
   *
   * @param sent a field's text; null where the form had no such field
   * @param before the row as it is; null for a new one
   * @throws io.dumpwarden.config.InvalidConfigException where something cannot be read
   */
  public RowChanges changes(Function<String, @Nullable String> sent, @Nullable ConfigRow before) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text = sent.apply(option.jsonName());
      if (text != null) {
        parameters.put(option.jsonName(), List.of(text));
      }
    }
    RowBody body = RowBody.ofForm(form, parameters);
    return before == null ? body.asNew() : body.on(before);
  }

  /** Labels stand one below the other in an input, and in one line in the store. */
  private static String shown(RowOption option, String text) {
    return option.form() == RowOption.Form.LABELS ? lines(text.replace(',', '\n'), "\n") : text;
  }

  private static String lines(String text, String between) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(between));
  }

  /** Fields that say something else in the form than in the row as it is now. */
  public List<FormModel.Overtaken> overtaken(Map<String, String> typed, ConfigRow now) {
    Map<String, String> theirs = texts(now);
    return typed.entrySet().stream()
        .map(
            e ->
                new FormModel.Overtaken(
                    e.getKey(), e.getValue(), theirs.getOrDefault(e.getKey(), "")))
        .filter(field -> !plain(field.yours()).equals(plain(field.now())))
        .toList();
  }

  /** Browsers end lines their own way; a switch that is not set is off. */
  private static String plain(String text) {
    String lines = lines(text, "\n");
    return lines.equals("false") ? "" : lines;
  }
}

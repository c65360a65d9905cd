package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForm;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the form of every kind of row does: it is opened, saved, told what is wrong, and told that
 * somebody else was faster. Holds no state.
 */
public final class RowEditing {

  /** The field that carries the version that the person saw. */
  public static final String VERSION = "version";

  private static final Set<ErrorCode> ABOUT_THE_FORM =
      Set.of(ErrorCode.ALREADY_EXISTS, ErrorCode.CONFIG_INVALID);

  private final RowForm form;
  private final ConfigRows rows;
  private final ConfigEditor editor;
  private final FormFields fields;

  public RowEditing(RowForm form, ConfigRows rows, ConfigEditor editor) {
    this.form = form;
    this.rows = rows;
    this.editor = editor;
    this.fields = new FormFields(form);
  }

  /** How a save ended: a row, or the form again with the status to answer it with. */
  public record Saved(@Nullable ConfigRow row, int status, FormModel model) {

    public boolean isDone() {
      return row != null;
    }
  }

  public RowForm form() {
    return form;
  }

  public FormFields fields() {
    return fields;
  }

  /** The form of a new row. */
  public FormModel blank(String action) {
    return new FormModel(form, action, null, 0, fields.standards(), Set.of(), Map.of(), null);
  }

  /** The form of a row. */
  public FormModel of(ConfigRow row, String action) {
    return new FormModel(
        form,
        action,
        row.key(),
        row.version(),
        fields.texts(row),
        fields.secrets(row),
        Map.of(),
        null);
  }

  /**
   * The row of that name.
   *
   * @throws DumpwardenException {@code NOT_FOUND}, with the nearest name
   */
  public ConfigRow find(String name) {
    return rows.find(form.kind(), name)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND,
                    "there is no %s '%s'%s"
                        .formatted(
                            form.noun(),
                            name,
                            Nearest.hint(
                                name,
                                rows.list(form.kind()).stream().map(ConfigRow::key).toList()))));
  }

  /** What a form sent of a field; the last one where there are several, as of a checkbox. */
  public static Function<String, @Nullable String> sent(Context ctx) {
    Map<String, List<String>> all = ctx.formParamMap();
    return name -> {
      List<String> texts = all.get(name);
      return texts == null || texts.isEmpty() ? null : texts.get(texts.size() - 1);
    };
  }

  /** The form as it was sent, to be shown again. */
  public FormModel again(
      Function<String, @Nullable String> sent, @Nullable ConfigRow row, String action) {
    Map<String, String> values = new LinkedHashMap<>(fields.standards());
    if (row != null) {
      values.putAll(fields.texts(row));
    }
    values.putAll(fields.typed(sent));
    return new FormModel(
        form,
        action,
        row == null ? null : row.key(),
        row == null ? 0 : row.version(),
        values,
        row == null ? Set.of() : fields.secrets(row),
        Map.of(),
        null);
  }

  /**
   * The form as it was sent, where nothing was to be saved: the version stays the one that it was
   * opened with.
   */
  public FormModel unsaved(Context ctx, @Nullable ConfigRow row, String action) {
    Function<String, @Nullable String> sent = sent(ctx);
    FormModel model = again(sent, row, action).with(fields.typeAgain(sent));
    String version = ctx.formParam(VERSION);
    return version != null && version.matches("\\d{1,18}")
        ? model.seen(Long.parseLong(version))
        : model;
  }

  /** Adds a row by the editor; what the form is to blame for comes back as the form. */
  public Saved add(Context ctx, String action) {
    return add(ctx, action, sent(ctx), changes -> editor.add(form.kind(), changes, actor(ctx)));
  }

  /**
   * The same with something else that adds.
   *
   * @param adds adds the row; may throw what {@link ConfigEditor#add} throws
   */
  public Saved add(
      Context ctx,
      String action,
      Function<String, @Nullable String> sent,
      Function<RowChanges, ConfigRow> adds) {
    FormModel model = again(sent, null, action);
    return tried(model, sent, () -> adds.apply(fields.changes(sent, null)));
  }

  /** Changes a row by the editor. */
  public Saved edit(Context ctx, String name, String action) {
    return edit(
        ctx,
        name,
        action,
        (row, changes) ->
            editor.edit(
                form.kind(), row.key(), OptionalLong.of(row.version()), changes, actor(ctx)));
  }

  /** Changes a row that was read just now. */
  public interface Edits {
    ConfigRow apply(ConfigRow row, RowChanges changes);
  }

  /** The same with something else that changes it. */
  public Saved edit(Context ctx, String name, String action, Edits edits) {
    return edit(name, action, sent(ctx), edits);
  }

  /** The same with something else that reads the form. */
  public Saved edit(
      String name, String action, Function<String, @Nullable String> sent, Edits edits) {
    ConfigRow row = find(name);
    FormModel model = again(sent, row, action);
    if (!String.valueOf(row.version()).equals(sent.apply(VERSION))) {
      return overtaken(model, sent, row);
    }
    try {
      return tried(model, sent, () -> edits.apply(row, fields.changes(sent, row)));
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.CONFIG_CONFLICT && find(name).version() != row.version()) {
        return overtaken(model, sent, find(name));
      }
      throw e;
    }
  }

  private Saved tried(
      FormModel model, Function<String, @Nullable String> sent, Supplier<ConfigRow> work) {
    try {
      return new Saved(work.get(), 200, model);
    } catch (InvalidConfigException e) {
      return new Saved(null, 422, model.with(refused(errors(e), sent)));
    } catch (DumpwardenException e) {
      if (!ABOUT_THE_FORM.contains(e.code())) {
        throw e;
      }
      String key = form.options().get(0).jsonName();
      Map<String, String> errors = Map.of(key, String.valueOf(e.getMessage()));
      return new Saved(null, 422, model.with(refused(errors, sent)));
    }
  }

  private Map<String, String> refused(
      Map<String, String> errors, Function<String, @Nullable String> sent) {
    Map<String, String> all = new LinkedHashMap<>(errors);
    fields.typeAgain(sent).forEach((field, text) -> all.merge(field, text, (a, b) -> a + "; " + b));
    return all;
  }

  /** The version is the new one: whoever saves again has seen what is there now. */
  private Saved overtaken(FormModel model, Function<String, @Nullable String> sent, ConfigRow now) {
    return new Saved(
        null,
        409,
        new FormModel(
            form,
            model.action(),
            now.key(),
            now.version(),
            model.values(),
            fields.secrets(now),
            fields.typeAgain(sent),
            fields.overtaken(fields.typed(sent), now)));
  }

  /** What is wrong, by the fields' names in forms. */
  public Map<String, String> errors(InvalidConfigException e) {
    Map<String, String> errors = new LinkedHashMap<>();
    e.problems()
        .forEach(
            problem ->
                errors.merge(
                    form.jsonName(problem.field()), problem.message(), (a, b) -> a + "; " + b));
    return errors;
  }

  private static Actor actor(Context ctx) {
    return Caller.of(ctx).actor();
  }
}

package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.view.Findings;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries out what a form says now, which need not be saved; without scripts the form comes back with
 * what was found.
 */
record FormTest(Pages pages, RowEditing editing, CheckDesk checks, Menu menu) {

  /** The fields of a form that say something of a row, which is null for a new one. */
  interface Sent {
    Function<String, @Nullable String> of(@Nullable ConfigRow row);
  }

  /** Shows the whole form again. */
  interface Whole {
    void show(@Nullable ConfigRow row, Findings findings);
  }

  void answer(Context ctx, Sent sent, Whole whole) {
    String name = Objects.requireNonNullElse(ctx.formParam("_name"), "");
    ConfigRow row = name.isEmpty() ? null : editing.find(name);
    Findings findings =
        Tests.run(
            editing,
            () ->
                checks.test(
                    editing.form().kind(), name, editing.fields().changes(sent.of(row), row)));
    if (ctx.header("HX-Request") != null) {
      pages.show(ctx, "tag/findings.jte", menu, "Test", findings);
    } else {
      whole.show(row, findings);
    }
  }
}

package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowFormsTest {

  @ParameterizedTest
  @EnumSource
  void everyColumnCanBeGiven(ConfigKind kind) {
    RowForm form = form(kind);
    List<String> columns =
        form.options().stream()
            .map(option -> option.isSetting() ? "settings" : option.column())
            .distinct()
            .toList();

    assertThat(columns).containsExactlyInAnyOrderElementsOf(kind.columns());
  }

  @ParameterizedTest
  @EnumSource
  void everySecretColumnIsTakenAsASecret(ConfigKind kind) {
    List<String> secrets =
        form(kind).options().stream()
            .filter(option -> option.form() == Form.SECRET)
            .map(RowOption::column)
            .toList();

    assertThat(secrets).containsExactlyInAnyOrderElementsOf(kind.secretColumns());
  }

  private static RowForm form(ConfigKind kind) {
    return switch (kind) {
      case SERVER -> RowForms.SERVER;
      case SCHEDULE -> RowForms.SCHEDULE;
      case STORAGE -> RowForms.STORAGE;
      case RETENTION_RULE -> RowForms.RETENTION;
      case SETTING -> RowForms.SETTING;
      case ENCRYPTION_KEY -> RowForms.KEY;
      case CHANNEL -> RowForms.CHANNEL;
      case NOTIFICATION_RULE -> RowForms.NOTIFICATION_RULE;
    };
  }
}

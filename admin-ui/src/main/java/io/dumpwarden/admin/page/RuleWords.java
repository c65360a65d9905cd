package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.RetentionRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Retention rules in words. */
final class RuleWords {

  private RuleWords() {}

  static String of(ConfigRow row) {
    return of(
        row.fields().get("keep_for"),
        "true".equals(row.fields().get("keep_forever")),
        "" + row.fields().get("min_copies"),
        row.fields().get("max_copies"));
  }

  static String of(RetentionRule rule) {
    return of(
        rule.keepFor() == null ? null : rule.keepFor().toString(),
        rule.keepForever(),
        "" + rule.minCopies(),
        rule.maxCopies() == null ? null : "" + rule.maxCopies());
  }

  static String of(@Nullable String keep, boolean forever, String least, @Nullable String most) {
    if (forever) {
      return "kept for ever";
    }
    List<String> parts = new ArrayList<>();
    if (keep != null && !keep.isBlank()) {
      parts.add("kept for " + keep);
    }
    if (!least.isBlank()) {
      parts.add("at least " + least);
    }
    if (most != null && !most.isBlank()) {
      parts.add("at most " + most);
    }
    return String.join(", ", parts);
  }
}

package io.dumpwarden.config;

import org.jspecify.annotations.Nullable;

/** Reads a retention rule's row. Standard: at least one copy stays. */
public final class RetentionRuleParser {

  private RetentionRuleParser() {}

  /**
   * The row as a value. A rule says how copies end (by age, by number), or that they never do; one
   * that says neither or both is refused. Whether schedule and storage exist is for {@link
   * ConfigSnapshot}.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static RetentionRule parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    int minCopies = fields.integer("min_copies", 1, 1, 1_000_000);
    RetentionRule rule =
        new RetentionRule(
            fields.name("schedule"),
            fields.name("storage"),
            fields.read("keep_for", KeepFor::parse).orElse(null),
            fields.flag("keep_forever", false),
            minCopies,
            maxCopies(fields, minCopies));
    checkEnd(fields, rule.keepForever());
    fields.throwIfAny(row.ref());
    return rule;
  }

  private static @Nullable Integer maxCopies(Fields fields, int minCopies) {
    return fields
        .read("max_copies", text -> Fields.number(text, minCopies, 1_000_000))
        .orElse(null);
  }

  private static void checkEnd(Fields fields, boolean forever) {
    boolean ends = fields.isSet("keep_for") || fields.isSet("max_copies");
    if (forever && ends) {
      fields.problem("keep_forever", "contradicts keep_for and max_copies: unset one or the other");
    }
    if (!forever && !ends) {
      fields.problem("keep_for", "set keep_for or max_copies, or say keep_forever");
    }
  }
}

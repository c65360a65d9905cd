package io.dumpwarden.admin.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules there are.
 *
 * @param any whether there is any rule at all, filter or not
 * @param found how many fit the filter
 * @param manual what holds for backups without a schedule
 * @param manualChosen whether one of those rules was set: then such backups go nowhere else
 * @param next the address of the next page; null on the last
 */
public record RetentionPage(
    String text,
    String storage,
    List<Line> rules,
    boolean any,
    int found,
    List<Line> manual,
    boolean manualChosen,
    List<String> storages,
    @Nullable String next) {

  /**
   * A rule.
   *
   * @param set whether it has a row; the others are standards
   */
  public record Line(
      String schedule, String storage, String words, @Nullable String problem, boolean set) {

    public String address() {
      return set
          ? Links.of(Links.of("/retention", schedule), storage)
          : Links.to("/retention/new").with("schedule", schedule).with("storage", storage).text();
    }
  }

  public boolean isFiltered() {
    return !text.isEmpty() || !storage.isEmpty();
  }
}

package io.dumpwarden.admin.page;

import io.dumpwarden.view.PlanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of copies today.
 *
 * @param schedule whose; empty before one was chosen
 * @param action {@code remove}, {@code locked}, {@code keep}; empty for all
 * @param look the counts; null where nobody asked yet
 * @param views the first of those that fit
 * @param more how many fit beyond those
 */
public record PlanPage(
    String schedule,
    String action,
    List<String> schedules,
    @Nullable RetentionLook look,
    List<PlanView> views,
    int more) {}

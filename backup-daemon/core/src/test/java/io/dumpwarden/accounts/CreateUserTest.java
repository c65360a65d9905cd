package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CreateUserTest {

  private final Account account = Account.of("a'b", "%");

  @Test
  void takesDefaultRolesOut() {
    CreateUser create =
        CreateUser.of(
            AccountRow.unknown(account),
            "CREATE USER 'a\\'b'@'%' IDENTIFIED WITH 'p' AS ' DEFAULT ROLE \\' x'"
                + " DEFAULT ROLE `r``,1`@`%`,`r2`@`h` REQUIRE NONE ACCOUNT LOCK");

    assertThat(create.sql())
        .isEqualTo(
            "CREATE USER IF NOT EXISTS `a'b`@`%` IDENTIFIED WITH 'p'"
                + " AS ' DEFAULT ROLE \\' x' REQUIRE NONE ACCOUNT LOCK;");
    assertThat(create.defaultRoles()).containsExactly("`r``,1`@`%`", "`r2`@`h`");
  }

  @Test
  void escapesWhatTheServerDoesNot() {
    AccountRow row =
        new AccountRow(account, List.of("/C=X'; DROP \\", "s"), "{\"a\":\"it's\"}", "", false);

    CreateUser create =
        CreateUser.of(
            row,
            "CREATE USER `a'b`@`%` REQUIRE SUBJECT 's' ISSUER '/C=X'; DROP \\' ATTRIBUTE '{\"?\"}'");

    assertThat(create.sql())
        .isEqualTo(
            "CREATE USER IF NOT EXISTS `a'b`@`%` REQUIRE SUBJECT 's'"
                + " ISSUER '/C=X\\'; DROP \\\\' ATTRIBUTE '{\"a\":\"it\\'s\"}';");
  }

  @Test
  void takesAnAccountWithNothingButAName() {
    assertThat(CreateUser.of(AccountRow.unknown(account), "CREATE USER `a'b`@`%`").sql())
        .isEqualTo("CREATE USER IF NOT EXISTS `a'b`@`%`;");
  }
}

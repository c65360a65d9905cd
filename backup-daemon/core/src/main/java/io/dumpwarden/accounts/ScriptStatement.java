package io.dumpwarden.accounts;

/**
 * A statement of a script of accounts, told by what it does and to whom.
 *
 * @param account as statements name it
 * @param sql without the semicolon at its end; a secret where it makes an account
 */
sealed interface ScriptStatement {

  String account();

  String sql();

  /** Makes an account or a role where it is missing. */
  record Create(String account, boolean role, String clauses) implements ScriptStatement {

    @Override
    public String sql() {
      return (role ? "CREATE ROLE " : "CREATE USER ") + account + clauses;
    }

    /** Gives an account that is there the same password and limits. */
    String alter() {
      return "ALTER USER " + account + clauses;
    }

    /** Nothing of what proves who it is. */
    @Override
    public String toString() {
      return "Create[%s]".formatted(account);
    }
  }

  /** Grants or revokes privileges. */
  record Grant(String account, GrantLine.Privileges privileges, String sql)
      implements ScriptStatement {}

  /** Makes it a member of roles, sets its default roles, lets it be somebody else. */
  record Other(String account, String sql) implements ScriptStatement {}
}

from bot.store import Store


def test_a_new_store_answers_and_is_empty(store: Store) -> None:
    store.check()
    assert store.queries.list_contacts_page("nobody", size=10).rows == ()

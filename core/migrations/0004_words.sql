-- Who changed a word, and which languages a tenant has on; null means all that the installation offers.
ALTER TABLE guildhall.word_overrides ADD COLUMN changed_by uuid;
ALTER TABLE guildhall.language_words ADD COLUMN changed_by uuid REFERENCES guildhall.users ON DELETE SET NULL;
ALTER TABLE guildhall.tenants ADD COLUMN languages text[];

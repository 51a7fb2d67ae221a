CREATE TABLE "account_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"bucket" text PRIMARY KEY NOT NULL,
	"hits" timestamp (3) with time zone[] NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"form" text NOT NULL,
	"name" text NOT NULL,
	"hmac" "bytea" NOT NULL,
	"pepper_id" text NOT NULL,
	"prefix" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_keys_hmac_unique" UNIQUE("hmac")
);
--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"chain" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"anchor_position" bigint NOT NULL,
	"anchor_hash" "bytea" NOT NULL,
	"anchored_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text,
	"mode" text,
	"action" text NOT NULL,
	"subject" text,
	"changes" jsonb NOT NULL,
	"personal" jsonb,
	"actor" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"request_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_entries_mode" CHECK ("audit_entries"."mode" is null or "audit_entries"."merchant_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "audit_links" (
	"line_id" text PRIMARY KEY NOT NULL,
	"chain" text NOT NULL,
	"source" text NOT NULL,
	"turn" bigserial NOT NULL,
	"position" bigint,
	"salt" "bytea",
	"commitment" "bytea",
	"hash" "bytea",
	CONSTRAINT "audit_links_whole" CHECK (("audit_links"."position" is null) = ("audit_links"."hash" is null) and ("audit_links"."salt" is null or "audit_links"."commitment" is not null))
);
--> statement-breakpoint
CREATE TABLE "checkout_configs" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"default_payment_timing" jsonb NOT NULL,
	"invoice_issuer_name" text,
	"send_invoice_created_email" boolean NOT NULL,
	"send_invoice_paid_email" boolean NOT NULL,
	"invoice_create_fields" jsonb NOT NULL,
	"redirect_url" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkout_invoices" (
	"invoice_id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"product_name" text,
	"product_code" text,
	"integration_id" text,
	"issued_by" text,
	"bill_to" text,
	"customer_id" text,
	"customer_email" text,
	"merchant_reference" text,
	"external_invoice_id" text,
	"timing" text NOT NULL,
	"expires_after_minutes" integer,
	"due_at" timestamp (3) with time zone,
	"grace_days" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checkout_invoices_timing" CHECK (case "checkout_invoices"."timing" when 'immediate'
        then "checkout_invoices"."expires_after_minutes" is not null and num_nonnulls("checkout_invoices"."due_at", "checkout_invoices"."grace_days") = 0
        else "checkout_invoices"."expires_after_minutes" is null and num_nulls("checkout_invoices"."due_at", "checkout_invoices"."grace_days") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "checkout_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"link_id" text,
	"customer_email" text,
	"customer_name" text,
	"customer_note" text,
	"visitor" text,
	"told" text,
	"told_seq" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_events" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" json NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credit_claims" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"customer_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"source_invoice_id" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_claims_amount" CHECK ("credit_claims"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"customer_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"source_invoice_id" text NOT NULL,
	"posting" integer NOT NULL,
	"account" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"amount" numeric(200,0) NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"email" text,
	"name" text,
	"reference" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "customers_tenant" UNIQUE("id","merchant_id","mode"),
	CONSTRAINT "customers_erased" CHECK ("customers"."erased_at" is null or ("customers"."email" is null and "customers"."name" is null and "customers"."reference" is null))
);
--> statement-breakpoint
CREATE TABLE "address_holdings" (
	"deposit_address_id" text NOT NULL,
	"token" text NOT NULL,
	"balance" numeric(78,0) NOT NULL,
	"before" numeric(78,0),
	"since_block" integer NOT NULL,
	"told_block" integer NOT NULL,
	"unexplained" numeric(200,0) NOT NULL,
	"differs_since" timestamp (3) with time zone,
	"block_number" integer NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "address_holdings_deposit_address_id_token_pk" PRIMARY KEY("deposit_address_id","token")
);
--> statement-breakpoint
CREATE TABLE "deposit_addresses" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"network" text NOT NULL,
	"address" text NOT NULL,
	"rail" text DEFAULT 'forwarder' NOT NULL,
	"terms_id" text,
	"counter" bigint,
	"ref" text,
	"salt" text,
	"xpub_key_id" text,
	"xpub_index" integer,
	"signature" text NOT NULL,
	"signing_key" text NOT NULL,
	"issued_block" integer,
	"hot_until" timestamp (3) with time zone NOT NULL,
	"witnessed_at" timestamp (3) with time zone,
	"witnessed_block" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deposit_addresses_lane" CHECK ("deposit_addresses"."network" not like 'sandbox%' or ("deposit_addresses"."mode" = 'test' and "deposit_addresses"."network" = 'sandbox:' || "deposit_addresses"."invoice_id")),
	CONSTRAINT "deposit_addresses_rail" CHECK (case "deposit_addresses"."rail" when 'forwarder'
        then num_nulls("deposit_addresses"."terms_id", "deposit_addresses"."counter", "deposit_addresses"."ref", "deposit_addresses"."salt") = 0
          and num_nonnulls("deposit_addresses"."xpub_key_id", "deposit_addresses"."xpub_index") = 0
        else num_nonnulls("deposit_addresses"."terms_id", "deposit_addresses"."counter", "deposit_addresses"."ref", "deposit_addresses"."salt") = 0
          and num_nulls("deposit_addresses"."xpub_key_id", "deposit_addresses"."xpub_index", "deposit_addresses"."issued_block") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "payment_options" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"deposit_address_id" text,
	"network" text NOT NULL,
	"rail" text NOT NULL,
	"treasury" text,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"quoted_amount" numeric(78,0) NOT NULL,
	"credit_applied" numeric(78,0) DEFAULT 0 NOT NULL,
	"rate_num" numeric(78,0) NOT NULL,
	"rate_den" numeric(78,0) NOT NULL,
	"rate_source" text NOT NULL,
	"rate_inputs" jsonb DEFAULT '{"crossed":false,"legs":[]}'::jsonb NOT NULL,
	"quoted_at" timestamp (3) with time zone NOT NULL,
	"quote_expires_at" timestamp (3) with time zone NOT NULL,
	"required_confirmations" integer NOT NULL,
	"amount_confirmations" integer NOT NULL,
	"is_default" boolean NOT NULL,
	CONSTRAINT "payment_options_lane" CHECK ("payment_options"."network" not like 'sandbox%' or ("payment_options"."mode" = 'test' and "payment_options"."network" = 'sandbox:' || "payment_options"."invoice_id")),
	CONSTRAINT "payment_options_rail" CHECK (("payment_options"."rail" = 'hub') = ("payment_options"."deposit_address_id" is null) and ("payment_options"."rail" = 'hub') = ("payment_options"."treasury" is not null))
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"request_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fee_payments" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"paid_through" timestamp (3) with time zone NOT NULL,
	"amount_minor" numeric(200,0) NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hub_relays" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"terms_id" text NOT NULL,
	"network" text NOT NULL,
	"payer" text NOT NULL,
	"valid_after" numeric(78,0) NOT NULL,
	"valid_before" numeric(78,0) NOT NULL,
	"signature" text NOT NULL,
	"refused_at" timestamp (3) with time zone,
	"refusal_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hub_terms" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"option_id" text NOT NULL,
	"network" text NOT NULL,
	"terms_hash" text NOT NULL,
	"version" integer NOT NULL,
	"payment_id" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"token_address" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"fee" numeric(78,0) NOT NULL,
	"treasury" text NOT NULL,
	"fee_recipient" text NOT NULL,
	"deadline" timestamp (3) with time zone NOT NULL,
	"signature" text NOT NULL,
	"signing_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hub_terms_amount" CHECK ("hub_terms"."amount" > "hub_terms"."fee" and "hub_terms"."fee" >= 0)
);
--> statement-breakpoint
CREATE TABLE "hub_watches" (
	"terms_id" text PRIMARY KEY NOT NULL,
	"network" text NOT NULL,
	"witnessed_at" timestamp (3) with time zone,
	"witnessed_block" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer NOT NULL,
	"response" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_merchant_id_mode_method_path_key_pk" PRIMARY KEY("merchant_id","mode","method","path","key")
);
--> statement-breakpoint
CREATE TABLE "invoice_exceptions" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"kind" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"action" text,
	"note" text,
	"decided_on" text
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" text PRIMARY KEY NOT NULL,
	"uuid" uuid NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"customer_id" text,
	"title" text NOT NULL,
	"description" text,
	"items" jsonb NOT NULL,
	"currency" text NOT NULL,
	"subtotal_minor" numeric(78,0) NOT NULL,
	"tax_minor" numeric(78,0) NOT NULL,
	"total_minor" numeric(78,0) NOT NULL,
	"usd_num" numeric(78,0) DEFAULT 1 NOT NULL,
	"usd_den" numeric(78,0) DEFAULT 1 NOT NULL,
	"status" text NOT NULL,
	"underpayment_ppm" numeric(78,0) NOT NULL,
	"overpayment_minor" numeric(78,0) NOT NULL,
	"overpayment_action" text NOT NULL,
	"confirmations_override" integer,
	"late_grace_ms" integer NOT NULL,
	"fee_bps" integer NOT NULL,
	"webhook_url" text,
	"requotes_left" integer NOT NULL,
	"return_url" text,
	"cancel_url" text,
	"metadata" json NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"monitor_until" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"refunded_at" timestamp (3) with time zone,
	"refund_all" boolean DEFAULT false NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"completion_reason" text,
	"paid_outside_at" timestamp (3) with time zone,
	"paid_outside_note" text,
	"accepted_payments" text[] DEFAULT '{}' NOT NULL,
	"by_visit" boolean DEFAULT false NOT NULL,
	"seq" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoices_uuid_unique" UNIQUE("uuid"),
	CONSTRAINT "invoices_tenant" UNIQUE("id","merchant_id","mode"),
	CONSTRAINT "invoices_dollars" CHECK ("invoices"."usd_num" > 0 and "invoices"."usd_den" > 0),
	CONSTRAINT "invoices_total" CHECK ("invoices"."total_minor" = "invoices"."subtotal_minor" + "invoices"."tax_minor" and "invoices"."total_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_words" (
	"invoice_id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"posting" integer NOT NULL,
	"account" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"amount" numeric(200,0) NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"subject" text PRIMARY KEY NOT NULL,
	"ends" bigint[] NOT NULL,
	"counts" integer[] NOT NULL,
	"granted" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "merchant_logos" (
	"merchant_id" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"png" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "merchant_logos_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"id" text PRIMARY KEY NOT NULL,
	"business_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"status" text NOT NULL,
	"plan_type" text NOT NULL,
	"default_currency" text NOT NULL,
	"default_crypto_currency" text NOT NULL,
	"invoice_expiry_seconds" integer NOT NULL,
	"fee_bps" integer NOT NULL,
	"underpayment_ppm" numeric(78,0) NOT NULL,
	"overpayment_minor" numeric(78,0) NOT NULL,
	"overpayment_action" text NOT NULL,
	"confirmations_override" integer,
	"amount_based_confirmations" boolean DEFAULT true NOT NULL,
	"requotes_allowed" integer NOT NULL,
	"min_total_minor" numeric(78,0) NOT NULL,
	"max_total_minor" numeric(78,0) NOT NULL,
	"recovery_seed" text NOT NULL,
	"webhook_secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "merchants_contact_email_unique" UNIQUE("contact_email")
);
--> statement-breakpoint
CREATE TABLE "payout_terms" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"treasury" text NOT NULL,
	"fee_recipient" text NOT NULL,
	"fee_bps" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_lookups" (
	"tx_hash" text NOT NULL,
	"network" text NOT NULL,
	"invoice_id" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_lookups_tx_hash_network_invoice_id_pk" PRIMARY KEY("tx_hash","network","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "misdirected_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"deposit_address_id" text NOT NULL,
	"network" text NOT NULL,
	"token" text,
	"symbol" text,
	"decimals" integer,
	"amount" numeric(78,0) NOT NULL,
	"tx_hash" text NOT NULL,
	"position" integer NOT NULL,
	"from_address" text,
	"block_number" integer NOT NULL,
	"block_hash" text NOT NULL,
	"block_time" timestamp (3) with time zone NOT NULL,
	"required_confirmations" integer NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"orphaned_at" timestamp (3) with time zone,
	"held_by" text,
	"rate_num" numeric(78,0),
	"rate_den" numeric(78,0),
	"worth_minor" numeric(78,0),
	"swept_tx" text,
	"swept_block" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "misdirected_transfers_amount" CHECK ("misdirected_transfers"."amount" > 0),
	CONSTRAINT "misdirected_transfers_worth" CHECK ("misdirected_transfers"."worth_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "payment_links" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"amount_minor" numeric(78,0) NOT NULL,
	"currency" text NOT NULL,
	"customer_chooses" boolean NOT NULL,
	"minimum_minor" numeric(78,0),
	"max_uses" integer,
	"ends_at" timestamp (3) with time zone,
	"asked" jsonb NOT NULL,
	"success_url" text,
	"cancel_url" text,
	"active" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "payment_links_tenant" UNIQUE("id","merchant_id","mode"),
	CONSTRAINT "payment_links_amount" CHECK ("payment_links"."amount_minor" > 0),
	CONSTRAINT "payment_links_uses" CHECK ("payment_links"."max_uses" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"rails" text[] NOT NULL,
	"treasury" text,
	"next_treasury" text,
	"xpub_key_id" text,
	"next_xpub_key_id" text,
	"next_from" timestamp (3) with time zone,
	"enabled" boolean NOT NULL,
	"is_default" boolean NOT NULL,
	"label" text,
	"required_confirmations" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_methods_rail" CHECK (case when "payment_methods"."rails" in ('{forwarder}', '{hub}', '{forwarder,hub}')
        then coalesce("payment_methods"."treasury", "payment_methods"."next_treasury") is not null and "payment_methods"."xpub_key_id" is null
          and "payment_methods"."next_xpub_key_id" is null
        else "payment_methods"."rails" = '{xpub}' and "payment_methods"."treasury" is null and "payment_methods"."next_treasury" is null
          and coalesce("payment_methods"."xpub_key_id", "payment_methods"."next_xpub_key_id") is not null end),
	CONSTRAINT "payment_methods_next" CHECK ((coalesce("payment_methods"."next_xpub_key_id", "payment_methods"."next_treasury") is null) = ("payment_methods"."next_from" is null)),
	CONSTRAINT "payment_methods_confirmations" CHECK ("payment_methods"."required_confirmations" between 1 and 50)
);
--> statement-breakpoint
CREATE TABLE "added_tokens" (
	"network" text NOT NULL,
	"address" text NOT NULL,
	"symbol" text NOT NULL,
	"name" text NOT NULL,
	"decimals" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "added_tokens_network_address_pk" PRIMARY KEY("network","address"),
	CONSTRAINT "added_tokens_symbol" UNIQUE("network","symbol"),
	CONSTRAINT "added_tokens_decimals" CHECK ("added_tokens"."decimals" between 0 and 36)
);
--> statement-breakpoint
CREATE TABLE "network_blocks" (
	"network" text NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL,
	"parent_hash" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "network_blocks_network_number_pk" PRIMARY KEY("network","number")
);
--> statement-breakpoint
CREATE TABLE "network_cursors" (
	"network" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"block_number" integer,
	"block_hash" text,
	"block_time" timestamp (3) with time zone,
	"head_number" integer,
	"head_time" timestamp (3) with time zone,
	"fence" bigint NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"verified" boolean DEFAULT false NOT NULL,
	"hub_verified" boolean DEFAULT false NOT NULL,
	"gas_price" numeric(78,0),
	"gas_price_at" timestamp (3) with time zone,
	"gas_key_address" text,
	"gas_key_balance" numeric(78,0),
	"gas_key_needs" numeric(78,0),
	"last_run_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "network_cursors_mode" UNIQUE("network","mode"),
	CONSTRAINT "network_cursors_sandbox" CHECK ("network_cursors"."network" not like 'sandbox%' or "network_cursors"."mode" = 'test')
);
--> statement-breakpoint
CREATE TABLE "network_providers" (
	"network" text NOT NULL,
	"provider" text NOT NULL,
	"head_number" integer,
	"last_ok_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"retry_at" timestamp (3) with time zone,
	"calls" integer DEFAULT 0 NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "network_providers_network_provider_pk" PRIMARY KEY("network","provider")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"deposit_address_id" text,
	"hub_terms_id" text,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"tx_hash" text,
	"position" integer NOT NULL,
	"cumulative_before" numeric(200,0),
	"from_address" text,
	"block_number" integer NOT NULL,
	"block_hash" text NOT NULL,
	"block_time" timestamp (3) with time zone NOT NULL,
	"required_confirmations" integer NOT NULL,
	"detected_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"orphaned_at" timestamp (3) with time zone,
	"held_by" text,
	"released_at" timestamp (3) with time zone,
	"worth_minor" numeric(78,0),
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_way" CHECK (num_nonnulls("payments"."deposit_address_id", "payments"."hub_terms_id") = 1),
	CONSTRAINT "payments_identity" CHECK ("payments"."tx_hash" is not null or "payments"."cumulative_before" is not null),
	CONSTRAINT "payments_lane" CHECK ("payments"."network" not like 'sandbox%' or ("payments"."mode" = 'test' and "payments"."network" = 'sandbox:' || "payments"."invoice_id")),
	CONSTRAINT "payments_released" CHECK ("payments"."released_at" is null or "payments"."held_by" is not null),
	CONSTRAINT "payments_worth" CHECK ("payments"."worth_minor" >= 0),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "past_quotes" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"option_id" text NOT NULL,
	"quoted_amount" numeric(78,0) NOT NULL,
	"rate_num" numeric(78,0) NOT NULL,
	"rate_den" numeric(78,0) NOT NULL,
	"rate_source" text NOT NULL,
	"rate_inputs" jsonb DEFAULT '{"crossed":false,"legs":[]}'::jsonb NOT NULL,
	"quoted_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_medians" (
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"value" numeric(78,0) NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rate_medians_base_quote_pk" PRIMARY KEY("base","quote")
);
--> statement-breakpoint
CREATE TABLE "rate_prices" (
	"source" text NOT NULL,
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"value" numeric(78,0) NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"good_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rate_prices_source_base_quote_pk" PRIMARY KEY("source","base","quote")
);
--> statement-breakpoint
CREATE TABLE "rate_sources" (
	"source" text PRIMARY KEY NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_tried_at" timestamp (3) with time zone,
	"last_ok_at" timestamp (3) with time zone,
	"last_error" text,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "merchant_wallets" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"address" text NOT NULL,
	"label" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"uncounted" numeric(78,0) NOT NULL,
	"recipient" text NOT NULL,
	"reason" text,
	"prepared_block" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"required_confirmations" integer NOT NULL,
	"reported_tx" text,
	"passed_tx" text,
	"tx_hash" text,
	"position" integer,
	"from_address" text,
	"block_number" integer,
	"block_hash" text,
	"block_time" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	"orphaned_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"expired_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refunds_lane" CHECK ("refunds"."network" not like 'sandbox%' or ("refunds"."mode" = 'test' and "refunds"."network" = 'sandbox:' || "refunds"."invoice_id")),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount" > 0 and "refunds"."uncounted" between 0 and "refunds"."amount"),
	CONSTRAINT "refunds_seen" CHECK (("refunds"."seen_at" is null) = ("refunds"."tx_hash" is null) and ("refunds"."seen_at" is null) = ("refunds"."block_number" is null)
        and ("refunds"."confirmed_at" is null or "refunds"."seen_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "refused_transfers" (
	"network" text NOT NULL,
	"tx_hash" text NOT NULL,
	"position" integer NOT NULL,
	"deposit_address_id" text NOT NULL,
	"token" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"reason" text NOT NULL,
	"block_number" integer NOT NULL,
	"block_hash" text NOT NULL,
	"block_time" timestamp (3) with time zone NOT NULL,
	"orphaned_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refused_transfers_tx_hash_network_position_pk" PRIMARY KEY("tx_hash","network","position")
);
--> statement-breakpoint
CREATE TABLE "rollup_entries" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"bucket" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"token" text NOT NULL,
	"pending" bigint DEFAULT 0 NOT NULL,
	"partial" bigint DEFAULT 0 NOT NULL,
	"confirming" bigint DEFAULT 0 NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"expired" bigint DEFAULT 0 NOT NULL,
	"cancelled" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"completed" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"visits" bigint DEFAULT 0 NOT NULL,
	"gross" numeric(200,0) DEFAULT 0 NOT NULL,
	"fees" numeric(200,0) DEFAULT 0 NOT NULL,
	"payment_ms" bigint DEFAULT 0 NOT NULL,
	"settlement_ms" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollups" (
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"bucket" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"token" text NOT NULL,
	"grain" text NOT NULL,
	"pending" bigint DEFAULT 0 NOT NULL,
	"partial" bigint DEFAULT 0 NOT NULL,
	"confirming" bigint DEFAULT 0 NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"expired" bigint DEFAULT 0 NOT NULL,
	"cancelled" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"completed" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"visits" bigint DEFAULT 0 NOT NULL,
	"gross" numeric(200,0) DEFAULT 0 NOT NULL,
	"fees" numeric(200,0) DEFAULT 0 NOT NULL,
	"payment_ms" bigint DEFAULT 0 NOT NULL,
	"settlement_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "rollups_merchant_id_mode_grain_bucket_currency_token_pk" PRIMARY KEY("merchant_id","mode","grain","bucket","currency","token")
);
--> statement-breakpoint
CREATE TABLE "sandbox_lanes" (
	"network" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"genesis_at" timestamp (3) with time zone NOT NULL,
	"ahead_ms" bigint NOT NULL,
	"forks" integer[] DEFAULT '{}' NOT NULL,
	"down_until" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_lanes_invoice_id_unique" UNIQUE("invoice_id"),
	CONSTRAINT "sandbox_lanes_test" CHECK ("sandbox_lanes"."mode" = 'test'),
	CONSTRAINT "sandbox_lanes_own" CHECK ("sandbox_lanes"."network" = 'sandbox:' || "sandbox_lanes"."invoice_id")
);
--> statement-breakpoint
CREATE TABLE "sandbox_transfers" (
	"network" text NOT NULL,
	"tx_hash" text NOT NULL,
	"position" integer NOT NULL,
	"block_number" integer NOT NULL,
	"branch" integer NOT NULL,
	"kind" text NOT NULL,
	"token" text,
	"from_address" text NOT NULL,
	"to_address" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"fee" numeric(78,0),
	"salt" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_transfers_network_tx_hash_position_branch_pk" PRIMARY KEY("network","tx_hash","position","branch"),
	CONSTRAINT "sandbox_transfers_kind" CHECK (("sandbox_transfers"."kind" = 'sweep') = ("sandbox_transfers"."salt" is not null and "sandbox_transfers"."fee" is not null))
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"network" text NOT NULL,
	"token" text NOT NULL,
	"decimals" integer NOT NULL,
	"gross" numeric(200,0) NOT NULL,
	"fee" numeric(200,0) NOT NULL,
	"net" numeric(200,0) NOT NULL,
	"fee_bps" integer NOT NULL,
	"currency" text NOT NULL,
	"gross_value" numeric(200,0) NOT NULL,
	"fee_value" numeric(200,0) NOT NULL,
	"funded_at" timestamp (3) with time zone NOT NULL,
	"credit_applied" numeric(200,0) DEFAULT 0 NOT NULL,
	"excess" numeric(200,0) DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"failure_reason" text,
	"settled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settlements_invoice_id_unique" UNIQUE("invoice_id")
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" text PRIMARY KEY NOT NULL,
	"network" text NOT NULL,
	"sender" text NOT NULL,
	"nonce" integer NOT NULL,
	"contract" text NOT NULL,
	"relay_id" text,
	"deposit_address_ids" text[] NOT NULL,
	"call_data" text NOT NULL,
	"max_fee_per_gas" numeric(78,0) NOT NULL,
	"max_priority_fee_per_gas" numeric(78,0) NOT NULL,
	"gas_limit" numeric(78,0) NOT NULL,
	"tx_hashes" text[] NOT NULL,
	"status" text NOT NULL,
	"failure_reason" text,
	"sent_at" timestamp (3) with time zone,
	"mined_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swept_amounts" (
	"network" text NOT NULL,
	"tx_hash" text NOT NULL,
	"position" integer NOT NULL,
	"deposit_address_id" text NOT NULL,
	"token" text NOT NULL,
	"net" numeric(78,0) NOT NULL,
	"fee" numeric(78,0) NOT NULL,
	"block_number" integer NOT NULL,
	"block_hash" text NOT NULL,
	"block_time" timestamp (3) with time zone NOT NULL,
	"orphaned_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "swept_amounts_tx_hash_network_position_pk" PRIMARY KEY("tx_hash","network","position")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"session_version" integer DEFAULT 1 NOT NULL,
	"operator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_small" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"delivery_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"response_code" integer,
	"error" text,
	CONSTRAINT "webhook_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"invoice_id" text NOT NULL,
	"event_id" text NOT NULL,
	"seq" integer NOT NULL,
	"endpoint_id" text,
	"url" text,
	"receiver" text NOT NULL,
	"event_type" text NOT NULL,
	"body" text NOT NULL,
	"status" text NOT NULL,
	"tries" integer NOT NULL,
	"attempts" integer NOT NULL,
	"wakes" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"response_code" integer,
	"delivered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_deliveries_receiver" CHECK (("webhook_deliveries"."endpoint_id" is null) <> ("webhook_deliveries"."url" is null))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"dialect" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"secret_hint" text NOT NULL,
	"previous_secret" text,
	"previous_secret_until" timestamp (3) with time zone,
	"custom_headers" text,
	"custom_header_names" text[] DEFAULT '{}' NOT NULL,
	"allowed_ips" text[] NOT NULL,
	"max_retries" integer NOT NULL,
	"retry_backoff" text NOT NULL,
	"timeout_seconds" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"disabled_reason" text,
	"disabled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_endpoints_disabled" CHECK ("webhook_endpoints"."enabled" = ("webhook_endpoints"."disabled_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "webhook_receivers" (
	"receiver" text PRIMARY KEY NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"failures" integer NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"probe_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"mode" text NOT NULL,
	"network" text NOT NULL,
	"tx_hash" text NOT NULL,
	"block_number" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "xpub_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"space" text NOT NULL,
	"chain_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "xpub_keys_space_unique" UNIQUE("space")
);
--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_configs" ADD CONSTRAINT "checkout_configs_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_invoices" ADD CONSTRAINT "checkout_invoices_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_invoices" ADD CONSTRAINT "checkout_invoices_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_invoices" ADD CONSTRAINT "checkout_invoices_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_link" FOREIGN KEY ("link_id","merchant_id","mode") REFERENCES "public"."payment_links"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_source_invoice_id_invoices_id_fk" FOREIGN KEY ("source_invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_source" FOREIGN KEY ("source_invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_claims" ADD CONSTRAINT "credit_claims_customer" FOREIGN KEY ("customer_id","merchant_id","mode") REFERENCES "public"."customers"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_source_invoice_id_invoices_id_fk" FOREIGN KEY ("source_invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_source" FOREIGN KEY ("source_invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_customer" FOREIGN KEY ("customer_id","merchant_id","mode") REFERENCES "public"."customers"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_holdings" ADD CONSTRAINT "address_holdings_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_terms_id_payout_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "public"."payout_terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_xpub_key_id_xpub_keys_id_fk" FOREIGN KEY ("xpub_key_id") REFERENCES "public"."xpub_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_addresses" ADD CONSTRAINT "deposit_addresses_network" FOREIGN KEY ("network","mode") REFERENCES "public"."network_cursors"("network","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_options" ADD CONSTRAINT "payment_options_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_options" ADD CONSTRAINT "payment_options_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_options" ADD CONSTRAINT "payment_options_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_options" ADD CONSTRAINT "payment_options_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_payments" ADD CONSTRAINT "fee_payments_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_relays" ADD CONSTRAINT "hub_relays_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_relays" ADD CONSTRAINT "hub_relays_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_relays" ADD CONSTRAINT "hub_relays_terms_id_hub_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "public"."hub_terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_relays" ADD CONSTRAINT "hub_relays_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_terms" ADD CONSTRAINT "hub_terms_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_terms" ADD CONSTRAINT "hub_terms_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_terms" ADD CONSTRAINT "hub_terms_option_id_payment_options_id_fk" FOREIGN KEY ("option_id") REFERENCES "public"."payment_options"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_terms" ADD CONSTRAINT "hub_terms_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_terms" ADD CONSTRAINT "hub_terms_network" FOREIGN KEY ("network","mode") REFERENCES "public"."network_cursors"("network","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_watches" ADD CONSTRAINT "hub_watches_terms_id_hub_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "public"."hub_terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_exceptions" ADD CONSTRAINT "invoice_exceptions_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_exceptions" ADD CONSTRAINT "invoice_exceptions_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_exceptions" ADD CONSTRAINT "invoice_exceptions_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer" FOREIGN KEY ("customer_id","merchant_id","mode") REFERENCES "public"."customers"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_words" ADD CONSTRAINT "invoice_words_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_words" ADD CONSTRAINT "invoice_words_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_words" ADD CONSTRAINT "invoice_words_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_logos" ADD CONSTRAINT "merchant_logos_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_terms" ADD CONSTRAINT "payout_terms_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_lookups" ADD CONSTRAINT "claim_lookups_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misdirected_transfers" ADD CONSTRAINT "misdirected_transfers_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misdirected_transfers" ADD CONSTRAINT "misdirected_transfers_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misdirected_transfers" ADD CONSTRAINT "misdirected_transfers_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misdirected_transfers" ADD CONSTRAINT "misdirected_transfers_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_xpub_key_id_xpub_keys_id_fk" FOREIGN KEY ("xpub_key_id") REFERENCES "public"."xpub_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_next_xpub_key_id_xpub_keys_id_fk" FOREIGN KEY ("next_xpub_key_id") REFERENCES "public"."xpub_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_network" FOREIGN KEY ("network","mode") REFERENCES "public"."network_cursors"("network","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_hub_terms_id_hub_terms_id_fk" FOREIGN KEY ("hub_terms_id") REFERENCES "public"."hub_terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_quotes" ADD CONSTRAINT "past_quotes_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_quotes" ADD CONSTRAINT "past_quotes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_quotes" ADD CONSTRAINT "past_quotes_option_id_payment_options_id_fk" FOREIGN KEY ("option_id") REFERENCES "public"."payment_options"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_quotes" ADD CONSTRAINT "past_quotes_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_wallets" ADD CONSTRAINT "merchant_wallets_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_network" FOREIGN KEY ("network","mode") REFERENCES "public"."network_cursors"("network","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_transfers" ADD CONSTRAINT "refused_transfers_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollup_entries" ADD CONSTRAINT "rollup_entries_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollups" ADD CONSTRAINT "rollups_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_lanes" ADD CONSTRAINT "sandbox_lanes_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_lanes" ADD CONSTRAINT "sandbox_lanes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_lanes" ADD CONSTRAINT "sandbox_lanes_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_lanes" ADD CONSTRAINT "sandbox_lanes_network" FOREIGN KEY ("network","mode") REFERENCES "public"."network_cursors"("network","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_transfers" ADD CONSTRAINT "sandbox_transfers_network_sandbox_lanes_network_fk" FOREIGN KEY ("network") REFERENCES "public"."sandbox_lanes"("network") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_relay_id_hub_relays_id_fk" FOREIGN KEY ("relay_id") REFERENCES "public"."hub_relays"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swept_amounts" ADD CONSTRAINT "swept_amounts_deposit_address_id_deposit_addresses_id_fk" FOREIGN KEY ("deposit_address_id") REFERENCES "public"."deposit_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant" FOREIGN KEY ("invoice_id","merchant_id","mode") REFERENCES "public"."invoices"("id","merchant_id","mode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_tokens_user" ON "account_tokens" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "throttles_old" ON "throttles" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "api_keys_list" ON "api_keys" USING btree ("merchant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "api_keys_active" ON "api_keys" USING btree ("merchant_id") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "audit_entries_merchant" ON "audit_entries" USING btree ("merchant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("merchant_id","subject");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("merchant_id","action","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("merchant_id","actor","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_links_position" ON "audit_links" USING btree ("chain","position");--> statement-breakpoint
CREATE INDEX "audit_links_waiting" ON "audit_links" USING btree ("chain","turn") WHERE "audit_links"."position" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_configs_once" ON "checkout_configs" USING btree ("merchant_id","mode");--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_invoices_external" ON "checkout_invoices" USING btree ("merchant_id","mode","external_invoice_id") WHERE "checkout_invoices"."external_invoice_id" is not null;--> statement-breakpoint
CREATE INDEX "checkout_invoices_list" ON "checkout_invoices" USING btree ("merchant_id","mode","created_at","invoice_id");--> statement-breakpoint
CREATE INDEX "checkout_invoices_email" ON "checkout_invoices" USING btree ("merchant_id","mode","customer_email") WHERE "checkout_invoices"."customer_email" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_sessions_invoice" ON "checkout_sessions" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_list" ON "checkout_sessions" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_of_link" ON "checkout_sessions" USING btree ("link_id","created_at","id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_visitor" ON "checkout_sessions" USING btree ("link_id","visitor") WHERE "checkout_sessions"."visitor" is not null;--> statement-breakpoint
CREATE INDEX "checkout_sessions_email" ON "checkout_sessions" USING btree ("merchant_id","mode","customer_email");--> statement-breakpoint
CREATE UNIQUE INDEX "session_events_seq" ON "session_events" USING btree ("session_id","seq");--> statement-breakpoint
CREATE INDEX "session_events_list" ON "session_events" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "session_events_age" ON "session_events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "session_events_type" ON "session_events" USING btree ("merchant_id","mode","type","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_claims_once" ON "credit_claims" USING btree ("invoice_id","source_invoice_id");--> statement-breakpoint
CREATE INDEX "credit_claims_order" ON "credit_claims" USING btree ("source_invoice_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_once" ON "credit_entries" USING btree ("invoice_id","posting","source_invoice_id","account");--> statement-breakpoint
CREATE INDEX "credit_entries_balance" ON "credit_entries" USING btree ("customer_id","network","token");--> statement-breakpoint
CREATE INDEX "credit_entries_excess" ON "credit_entries" USING btree ("source_invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email" ON "customers" USING btree ("merchant_id","mode","email");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_reference" ON "customers" USING btree ("merchant_id","mode","reference");--> statement-breakpoint
CREATE INDEX "customers_list" ON "customers" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_addresses_address" ON "deposit_addresses" USING btree ("address","network");--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_addresses_salt" ON "deposit_addresses" USING btree ("network","salt");--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_addresses_index" ON "deposit_addresses" USING btree ("xpub_key_id","xpub_index");--> statement-breakpoint
CREATE INDEX "deposit_addresses_own" ON "deposit_addresses" USING btree ("merchant_id","mode","id") WHERE "deposit_addresses"."rail" = 'xpub';--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_addresses_counter" ON "deposit_addresses" USING btree ("merchant_id","network","counter");--> statement-breakpoint
CREATE INDEX "deposit_addresses_hot" ON "deposit_addresses" USING btree ("network","hot_until");--> statement-breakpoint
CREATE INDEX "deposit_addresses_witnessed" ON "deposit_addresses" USING btree ("network","witnessed_at" NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "deposit_addresses_invoice" ON "deposit_addresses" USING btree ("invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_options_once" ON "payment_options" USING btree ("invoice_id","network","token","rail");--> statement-breakpoint
CREATE INDEX "payment_options_address" ON "payment_options" USING btree ("deposit_address_id");--> statement-breakpoint
CREATE UNIQUE INDEX "events_seq" ON "events" USING btree ("invoice_id","seq");--> statement-breakpoint
CREATE INDEX "events_merchant" ON "events" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("merchant_id","mode","type","created_at","id");--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("merchant_id","mode","actor","created_at","id") WHERE "events"."actor" not like 'system:%';--> statement-breakpoint
CREATE INDEX "fee_payments_merchant" ON "fee_payments" USING btree ("merchant_id","paid_through");--> statement-breakpoint
CREATE UNIQUE INDEX "hub_relays_once" ON "hub_relays" USING btree ("terms_id","payer") WHERE "hub_relays"."refused_at" is null;--> statement-breakpoint
CREATE INDEX "hub_relays_waiting" ON "hub_relays" USING btree ("network","created_at") WHERE "hub_relays"."refused_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "hub_terms_hash" ON "hub_terms" USING btree ("terms_hash","network");--> statement-breakpoint
CREATE UNIQUE INDEX "hub_terms_version" ON "hub_terms" USING btree ("option_id","version");--> statement-breakpoint
CREATE INDEX "hub_terms_invoice" ON "hub_terms" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "hub_watches_turn" ON "hub_watches" USING btree ("network","witnessed_at" NULLS FIRST,"terms_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_exceptions_open" ON "invoice_exceptions" USING btree ("invoice_id","kind") WHERE "invoice_exceptions"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "invoice_exceptions_invoice" ON "invoice_exceptions" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "invoice_exceptions_needed" ON "invoice_exceptions" USING btree ("merchant_id","mode","opened_at","id") WHERE "invoice_exceptions"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "invoices_list" ON "invoices" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_list_status" ON "invoices" USING btree ("merchant_id","mode","status","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_list_currency" ON "invoices" USING btree ("merchant_id","mode","currency","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_list_amount" ON "invoices" USING btree ("merchant_id","mode","currency","total_minor");--> statement-breakpoint
CREATE INDEX "invoices_open" ON "invoices" USING btree ("expires_at") WHERE "invoices"."status" in ('pending', 'partial');--> statement-breakpoint
CREATE INDEX "invoices_by_customer" ON "invoices" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoice_words_words" ON "invoice_words" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_once" ON "ledger_entries" USING btree ("invoice_id","posting","network","token","account");--> statement-breakpoint
CREATE INDEX "ledger_entries_deposits" ON "ledger_entries" USING btree ("merchant_id","mode","network","token","invoice_id","amount") WHERE "ledger_entries"."account" = 'deposits';--> statement-breakpoint
CREATE INDEX "rate_limits_expiry" ON "rate_limits" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_terms_once" ON "payout_terms" USING btree ("merchant_id","treasury","fee_recipient","fee_bps");--> statement-breakpoint
CREATE INDEX "claim_lookups_due" ON "claim_lookups" USING btree ("network","next_at") WHERE "claim_lookups"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "misdirected_transfers_identity" ON "misdirected_transfers" USING btree ("tx_hash","network","position","deposit_address_id");--> statement-breakpoint
CREATE INDEX "misdirected_transfers_invoice" ON "misdirected_transfers" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "misdirected_transfers_block" ON "misdirected_transfers" USING btree ("network","block_number");--> statement-breakpoint
CREATE INDEX "misdirected_transfers_lying" ON "misdirected_transfers" USING btree ("merchant_id","mode","network") WHERE "misdirected_transfers"."swept_tx" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_links_slug" ON "payment_links" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "payment_links_list" ON "payment_links" USING btree ("merchant_id","mode","created_at","id") WHERE "payment_links"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_once" ON "payment_methods" USING btree ("merchant_id","mode","network","token",("rails" = '{xpub}'));--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_default" ON "payment_methods" USING btree ("merchant_id","mode","token") WHERE "payment_methods"."is_default";--> statement-breakpoint
CREATE UNIQUE INDEX "payments_transfer" ON "payments" USING btree ("tx_hash","network","position") WHERE "payments"."tx_hash" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_balance" ON "payments" USING btree ("network","deposit_address_id","token","cumulative_before") WHERE "payments"."tx_hash" is null;--> statement-breakpoint
CREATE INDEX "payments_invoice" ON "payments" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "payments_address" ON "payments" USING btree ("deposit_address_id","token");--> statement-breakpoint
CREATE INDEX "payments_unconfirmed" ON "payments" USING btree ("network","block_number") WHERE "payments"."confirmed_at" is null and "payments"."orphaned_at" is null;--> statement-breakpoint
CREATE INDEX "payments_block" ON "payments" USING btree ("network","block_number");--> statement-breakpoint
CREATE INDEX "payments_held" ON "payments" USING btree ("deposit_address_id") WHERE "payments"."held_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "past_quotes_version" ON "past_quotes" USING btree ("option_id","until");--> statement-breakpoint
CREATE INDEX "rate_prices_pair" ON "rate_prices" USING btree ("base","quote");--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_wallets_once" ON "merchant_wallets" USING btree ("merchant_id","mode","address") WHERE "merchant_wallets"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_transfer" ON "refunds" USING btree ("tx_hash","network","position") WHERE "refunds"."tx_hash" is not null;--> statement-breakpoint
CREATE INDEX "refunds_invoice" ON "refunds" USING btree ("invoice_id","id");--> statement-breakpoint
CREATE INDEX "refunds_watched" ON "refunds" USING btree ("network","recipient") WHERE "refunds"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_block" ON "refunds" USING btree ("network","block_number") WHERE "refunds"."block_number" is not null;--> statement-breakpoint
CREATE INDEX "refused_transfers_address" ON "refused_transfers" USING btree ("deposit_address_id");--> statement-breakpoint
CREATE INDEX "refused_transfers_block" ON "refused_transfers" USING btree ("network","block_number");--> statement-breakpoint
CREATE INDEX "rollup_entries_merchant" ON "rollup_entries" USING btree ("merchant_id","mode");--> statement-breakpoint
CREATE INDEX "sandbox_lanes_due" ON "sandbox_lanes" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "settlements_list" ON "settlements" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "settlements_unfinished" ON "settlements" USING btree ("merchant_id","mode","created_at","id") WHERE "settlements"."status" <> 'completed';--> statement-breakpoint
CREATE UNIQUE INDEX "sweeps_nonce" ON "sweeps" USING btree ("network","sender","nonce") WHERE "sweeps"."status" in ('recorded', 'sent');--> statement-breakpoint
CREATE INDEX "sweeps_relay" ON "sweeps" USING btree ("relay_id") WHERE "sweeps"."relay_id" is not null;--> statement-breakpoint
CREATE INDEX "sweeps_open" ON "sweeps" USING btree ("network","status");--> statement-breakpoint
CREATE INDEX "swept_amounts_address" ON "swept_amounts" USING btree ("deposit_address_id");--> statement-breakpoint
CREATE INDEX "swept_amounts_block" ON "swept_amounts" USING btree ("network","block_number");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_once" ON "memberships" USING btree ("merchant_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("invoice_id","receiver","seq");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("receiver","next_attempt_at","seq") WHERE "webhook_deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_parked" ON "webhook_deliveries" USING btree ("receiver","next_attempt_at") WHERE "webhook_deliveries"."status" = 'parked';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_stuck" ON "webhook_deliveries" USING btree ("merchant_id","mode","created_at") WHERE "webhook_deliveries"."status" = 'parked';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_ended" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE "webhook_deliveries"."status" in ('delivered', 'dropped', 'abandoned');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at","id") WHERE "webhook_deliveries"."endpoint_id" is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_list" ON "webhook_deliveries" USING btree ("merchant_id","mode","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_merchant" ON "webhook_endpoints" USING btree ("merchant_id","mode") WHERE "webhook_endpoints"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_receivers_probe" ON "webhook_receivers" USING btree ("probe_at") WHERE "webhook_receivers"."probe_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_once" ON "withdrawals" USING btree ("tx_hash","network","merchant_id","mode");--> statement-breakpoint
CREATE INDEX "withdrawals_list" ON "withdrawals" USING btree ("merchant_id","mode","created_at","id");
// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Forwarder} from "./Forwarder.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// Sweeps deposit addresses. Each is the CREATE2 address of a forwarder that nobody has deployed yet; its salt commits
/// to the only places its money can go. Anyone may call; there is no owner, no upgrade and no other call.
contract ForwarderFactory {
    /// Amounts that truly left a deposit address. `token` is zero for the native coin.
    event Swept(bytes32 indexed salt, address indexed token, uint256 net, uint256 fee);
    /// What a token kept at the address although it was asked to move all.
    event Left(bytes32 indexed salt, address indexed token, uint256 left);

    error Locked();
    error BadTerms();
    error TooMany();
    error TokensNotAscending();
    error NotTheForwarder();

    /// The most new accounts that fit under a transaction's gas limit (EIP-7825).
    uint256 private constant MAX_ADDRESSES = 300;

    // Transient storage: the plan of the sweep that runs. LOCK holds the lock bit, the number of token and balance
    // words, and the forwarder under construction, the only one who may report. Below 2^160 lie the marks of the
    // addresses done in this transaction, each at its own address.
    uint256 private constant LOCK = 0x0010000000000000000000000000000000000000000;
    uint256 private constant TERMS = 0x0010000000000000000000000000000000000000001; // treasury, above it the fee
    uint256 private constant FEE_RECIPIENT = 0x0010000000000000000000000000000000000000002;
    uint256 private constant SALT = 0x0010000000000000000000000000000000000000003;
    uint256 private constant ITEMS = 0x0010000000000000000000000000000000000000004;
    uint256 private constant LOCKED = 1 << 255;

    /// Moves the native coin and the listed tokens (ascending) of every deposit address of these terms. An address that
    /// holds nothing, or was swept before in this transaction, is skipped.
    function sweep(
        address treasury,
        address feeRecipient,
        uint16 feeBps,
        bytes32[] calldata refs,
        address[] calldata tokens
    ) external {
        if (_load(LOCK) != 0) revert Locked();
        _requireTerms(treasury, feeRecipient, feeBps);
        if (refs.length > MAX_ADDRESSES) revert TooMany();
        _requireAscending(tokens);

        _store(LOCK, LOCKED);
        _store(TERMS, uint256(uint160(treasury)) | (uint256(feeBps) << 160));
        _store(FEE_RECIPIENT, uint160(feeRecipient));
        bytes memory code = type(Forwarder).creationCode;
        bytes memory terms = _encode(treasury, feeRecipient, feeBps, code);
        unchecked {
            for (uint256 i; i < refs.length; ++i) {
                (bytes32 salt, address forwarder) = _derive(terms, refs[i]);
                if (_load(uint160(forwarder)) != 0) continue;
                uint256 words = _plan(forwarder, tokens);
                // A cold look at the coin costs as much as a token's: only where it decides.
                if (words == 0 && forwarder.balance == 0) continue;
                _store(uint160(forwarder), 1);
                _store(SALT, uint256(salt));
                _store(LOCK, LOCKED | (words << 160) | uint160(forwarder));
                _create(code, salt);
            }
        }
        _store(LOCK, 0);
    }

    /// The deposit address of these terms and this reference.
    function depositAddress(address treasury, address feeRecipient, uint16 feeBps, bytes32 ref)
        external
        view
        returns (address forwarder)
    {
        _requireTerms(treasury, feeRecipient, feeBps);
        bytes memory code = type(Forwarder).creationCode;
        (, forwarder) = _derive(_encode(treasury, feeRecipient, feeBps, code), ref);
    }

    /// What a forwarder says: nothing, to ask for its plan, or four words to report on one asset. Bare words, since
    /// this happens twice or more for each address.
    fallback() external {
        if (msg.data.length == 0) _answerPlan();
        // While it is locked, the low 160 bits name the forwarder under construction, whose code is ours.
        if (msg.sender != address(uint160(_load(LOCK)))) revert NotTheForwarder();
        (address token, uint256 net, uint256 fee, uint256 left) = _reported();
        bytes32 salt = bytes32(_load(SALT));
        if (net | fee != 0) emit Swept(salt, token, net, fee);
        if (left != 0) emit Left(salt, token, left);
    }

    /// Treasury and fee in one word, the fee recipient, then each token to move with its balance.
    function _answerPlan() private view {
        assembly ("memory-safe") {
            let terms := tload(TERMS)
            mstore(0x80, terms)
            if shr(160, terms) { mstore(0xa0, tload(FEE_RECIPIENT)) }
            let words := and(shr(160, tload(LOCK)), 0xffff)
            let end := add(ITEMS, words)
            let place := 0xc0
            for { let slot := ITEMS } lt(slot, end) { slot := add(slot, 1) } {
                mstore(place, tload(slot))
                place := add(place, 0x20)
            }
            return(0x80, sub(place, 0x80))
        }
    }

    function _reported() private pure returns (address token, uint256 net, uint256 fee, uint256 left) {
        assembly ("memory-safe") {
            token := calldataload(0)
            net := calldataload(0x20)
            fee := calldataload(0x40)
            left := calldataload(0x60)
        }
    }

    /// Writes down what the address holds, and how many words that took.
    function _plan(address forwarder, address[] calldata tokens) private returns (uint256 words) {
        unchecked {
            for (uint256 i; i < tokens.length; ++i) {
                (, uint256 held) = TokenCalls.balanceOf(tokens[i], forwarder);
                if (held == 0) continue;
                _store(ITEMS + words, uint160(tokens[i]));
                _store(ITEMS + words + 1, held);
                words += 2;
            }
        }
    }

    /// A forwarder fails only for want of gas: then nothing of this transaction stands, so that an estimate cannot
    /// take the failure for success.
    function _create(bytes memory code, bytes32 salt) private {
        address created;
        assembly ("memory-safe") {
            created := create2(0, add(code, 0x20), mload(code), salt)
        }
        if (created == address(0)) revert TokenCalls.Starved();
    }

    /// Terms under which an address could never be swept, or its coin would be burnt: a treasury whose contract was
    /// destroyed earlier in this transaction is gone at its end, with all it was sent.
    function _requireTerms(address treasury, address feeRecipient, uint256 feeBps) private view {
        if (treasury == address(0) || feeBps >= 10_000) revert BadTerms();
        if (feeBps != 0 && feeRecipient == address(0)) revert BadTerms();
        if (_load(uint160(treasury)) != 0 || _load(uint160(feeRecipient)) != 0) revert BadTerms();
    }

    /// A token listed twice would be reported twice. Zero stands for the native coin, which always moves.
    function _requireAscending(address[] calldata tokens) private pure {
        address last;
        unchecked {
            for (uint256 i; i < tokens.length; ++i) {
                if (tokens[i] <= last) revert TokensNotAscending();
                last = tokens[i];
            }
        }
    }

    /// What all addresses of these terms have in common, so that a batch writes it once: the preimage of the salt, whose
    /// last word is the reference, and after it the 85 bytes that CREATE2 hashes.
    function _encode(address treasury, address feeRecipient, uint256 feeBps, bytes memory code)
        private
        view
        returns (bytes memory)
    {
        return abi.encodePacked(
            abi.encode(treasury, feeRecipient, feeBps, bytes32(0)),
            abi.encodePacked(bytes1(0xff), address(this), bytes32(0), keccak256(code))
        );
    }

    /// Fills in the reference, then the salt.
    function _derive(bytes memory terms, bytes32 ref) private pure returns (bytes32 salt, address forwarder) {
        assembly ("memory-safe") {
            mstore(add(terms, 0x80), ref)
            salt := keccak256(add(terms, 0x20), 0x80)
            mstore(add(terms, 0xb5), salt)
            forwarder := and(keccak256(add(terms, 0xa0), 0x55), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }

    function _load(uint256 slot) private view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(slot)
        }
    }

    function _store(uint256 slot, uint256 value) private {
        assembly ("memory-safe") {
            tstore(slot, value)
        }
    }
}

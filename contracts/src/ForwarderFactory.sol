// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Forwarder} from "./Forwarder.sol";
import {IForwarderFactory} from "./IForwarderFactory.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// Sweeps deposit addresses. Each is the CREATE2 address of a forwarder that nobody has deployed yet; its salt commits
/// to the only places its money can go. Anyone may call; there is no owner, no upgrade and no other call.
contract ForwarderFactory is IForwarderFactory {
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
    uint256 private constant LOCK = 1 << 160;
    uint256 private constant TREASURY = LOCK + 1;
    uint256 private constant FEE_RECIPIENT = LOCK + 2;
    uint256 private constant SALT = LOCK + 3;
    uint256 private constant ITEMS = LOCK + 4;
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
        _store(TREASURY, uint256(uint160(treasury)) | (uint256(feeBps) << 160));
        _store(FEE_RECIPIENT, uint160(feeRecipient));
        bytes memory code = type(Forwarder).creationCode;
        bytes32 codeHash = keccak256(code);
        unchecked {
            for (uint256 i; i < refs.length; ++i) {
                bytes32 salt = _salt(treasury, feeRecipient, feeBps, refs[i]);
                address forwarder = _predict(salt, codeHash);
                if (_load(uint160(forwarder)) != 0) continue;
                uint256 words = _plan(salt, forwarder, tokens);
                if (words == 0 && forwarder.balance == 0) continue;
                _store(uint160(forwarder), 1);
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
        returns (address)
    {
        _requireTerms(treasury, feeRecipient, feeBps);
        return _predict(_salt(treasury, feeRecipient, feeBps, ref), keccak256(type(Forwarder).creationCode));
    }

    /// @inheritdoc IForwarderFactory
    function plan()
        external
        view
        returns (bytes32 salt, address treasury, address feeRecipient, uint256 feeBps, uint256[] memory items)
    {
        salt = bytes32(_load(SALT));
        uint256 packed = _load(TREASURY);
        treasury = address(uint160(packed));
        feeBps = packed >> 160;
        feeRecipient = address(uint160(_load(FEE_RECIPIENT)));
        uint256 words = uint16(_load(LOCK) >> 160);
        items = new uint256[](words);
        unchecked {
            for (uint256 i; i < words; ++i) items[i] = _load(ITEMS + i);
        }
    }

    /// @inheritdoc IForwarderFactory
    function report(bytes32 salt, address token, uint256 net, uint256 fee, uint256 left) external {
        // While it is locked, the low 160 bits name the forwarder under construction, whose code is ours.
        if (msg.sender != address(uint160(_load(LOCK)))) revert NotTheForwarder();
        if (net | fee != 0) emit Swept(salt, token, net, fee);
        if (left != 0) emit Left(salt, token, left);
    }

    /// Writes down what the address holds, and how many words that took.
    function _plan(bytes32 salt, address forwarder, address[] calldata tokens) private returns (uint256 words) {
        unchecked {
            for (uint256 i; i < tokens.length; ++i) {
                (, uint256 held) = TokenCalls.balanceOf(tokens[i], forwarder);
                if (held == 0) continue;
                _store(ITEMS + words, uint160(tokens[i]));
                _store(ITEMS + words + 1, held);
                words += 2;
            }
        }
        _store(SALT, uint256(salt));
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

    function _salt(address treasury, address feeRecipient, uint256 feeBps, bytes32 ref)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(treasury, feeRecipient, feeBps, ref));
    }

    function _predict(bytes32 salt, bytes32 codeHash) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, codeHash)))));
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
